package io.penstock.flink;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;

/** Makes the file system of encrypted objects in buckets: penstock-s3, over the file system that Flink has for s3. */
public final class SealedObjects implements FileSystemFactory {
    @Override
    public String getScheme() {
        return SealedFileSystem.PREFIX + "s3";
    }

    @Override
    public FileSystem create(URI uri) throws IOException {
        FileSystem buckets = FileSystem.getUnguardedFileSystem(SealedFileSystem.inner(new Path(uri)).toUri());
        return new SealedFileSystem(uri, buckets, false);
    }
}
