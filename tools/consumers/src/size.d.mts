/** A row of the table: what is imported, and the bytes of the bundle. */
export interface Size {
  readonly names: string;
  readonly specifier: string;
  readonly minified: number;
  readonly gzipped: number;
}

/** The rows of the table, measured. */
export declare function measure(): Promise<Size[]>;
/** The rows that the page has. */
export declare function written(): Size[];
