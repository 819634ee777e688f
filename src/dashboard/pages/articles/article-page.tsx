export function ArticlePage(): React.ReactNode {
  return null;
}
