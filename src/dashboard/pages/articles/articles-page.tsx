export function ArticlesPage(): React.ReactNode {
  return null;
}
