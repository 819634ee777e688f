/** 瓦版, cut into a seal: a drawing, since not every machine has a font with these two. */
export function Seal(): React.ReactNode {
  return <img src="/seal.svg" alt="" width={38} height={38} />;
}
