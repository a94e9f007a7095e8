export function RegistersPane() {
  return <p>Registers</p>;
}
