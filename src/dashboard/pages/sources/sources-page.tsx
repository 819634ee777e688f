export function SourcesPage(): React.ReactNode {
  return null;
}
