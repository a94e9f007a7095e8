import { answerQuestion, type Question } from './question.ts';

self.onmessage = ({ data }: MessageEvent<Question>) => self.postMessage(answerQuestion(data));
