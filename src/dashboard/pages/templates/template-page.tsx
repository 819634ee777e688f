export function TemplatePage(): React.ReactNode {
  return null;
}
