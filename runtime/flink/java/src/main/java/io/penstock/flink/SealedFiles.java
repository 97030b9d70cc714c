package io.penstock.flink;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Makes the file system of encrypted files in folders: penstock-file. */
public final class SealedFiles implements FileSystemFactory {
    @Override
    public String getScheme() {
        return SealedFileSystem.PREFIX + "file";
    }

    @Override
    public FileSystem create(URI uri) throws IOException {
        return new SealedFileSystem(URI.create(getScheme() + ":///"), LocalFileSystem.getSharedInstance(), true);
    }
}
