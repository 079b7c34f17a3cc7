const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
  psd: 'image/vnd.adobe.photoshop',
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
};

export const ACCEPTED = Object.keys(TYPES)
  .map((extension) => `.${extension}`)
  .join(',');

export interface Sorted {
  readonly photos: { file: File; contentType: string }[];
  readonly notPhotos: File[];
  readonly empty: File[];
}

/** Tells photographs from what folders hold besides. Hidden files of the system are passed over without a word. */
export function sortFiles(files: readonly File[]): Sorted {
  const sorted: Sorted = { photos: [], notPhotos: [], empty: [] };
  for (const file of files) {
    if (isSystemFile(file.name)) continue;
    const contentType = contentTypeOf(file);
    if (contentType === null) sorted.notPhotos.push(file);
    else if (file.size === 0) sorted.empty.push(file);
    else sorted.photos.push({ file, contentType });
  }
  return sorted;
}

const isSystemFile = (name: string) => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name);

/** By the name first: browsers know no type for half of these, and for the others some send an old one. */
export function contentTypeOf(file: { name: string; type: string }): string | null {
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase();
  const byName = extension === undefined ? undefined : TYPES[extension];
  if (byName !== undefined) return byName;
  return extension === undefined && Object.values(TYPES).includes(file.type) ? file.type : null;
}

export interface Dropped {
  readonly files: File[];
  /** The name of the one folder that was dropped, if it was one. */
  readonly folder: string | null;
}

/** Everything dropped, folders opened to the bottom. The entries must be taken before the event handler returns. */
export function filesOf(transfer: DataTransfer): Promise<Dropped> {
  const entries = Array.from(transfer.items, (item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null)).filter(
    (entry) => entry !== null,
  );
  if (entries.length === 0) return Promise.resolve({ files: Array.from(transfer.files), folder: null });
  const only = entries.length === 1 ? entries[0] : undefined;
  return Promise.all(entries.map(open)).then((lists) => ({
    files: lists.flat(),
    folder: only?.isDirectory ? only.name : null,
  }));
}

async function open(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return new Promise((resolve) => {
      (entry as FileSystemFileEntry).file(
        (file) => {
          resolve([file]);
        },
        () => {
          resolve([]);
        },
      );
    });
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    // A reader hands out a folder in portions and says the end with an empty one.
    const portion = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
    if (portion.length === 0) break;
    children.push(...portion);
  }
  children.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (await Promise.all(children.map(open))).flat();
}

export const carriesFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;
