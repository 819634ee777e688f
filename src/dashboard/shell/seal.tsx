import classes from './seal.module.css';

/** 瓦版, cut into a seal. */
export function Seal(): React.ReactNode {
  return (
    <span className={classes.seal} lang="ja" aria-hidden>
      瓦版
    </span>
  );
}
