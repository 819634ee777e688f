export interface PictureFacts {
  readonly type: string;
  readonly width: number;
  readonly height: number;
}
