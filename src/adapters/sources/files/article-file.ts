/** What reading needs to know about the file besides its bytes. */
export interface ArticleFile {
  readonly fileName: string;
  /** IANA name of the newsroom's time zone. */
  readonly zone: string;
  /** When the newsroom's folder first held the file: the time of day of an article that is dated today. */
  readonly firstSeenAt: Date;
}
