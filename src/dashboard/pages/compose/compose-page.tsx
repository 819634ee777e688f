export function ComposePage(): React.ReactNode {
  return null;
}
