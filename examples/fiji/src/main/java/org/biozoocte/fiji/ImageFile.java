package org.biozoocte.fiji;

import ij.ImagePlus;
import ij.io.Opener;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An image in a file, which ImageJ opens. */
final class ImageFile implements ImageSource {
    private static final Set<String> OTHER_FORMATS =
        new HashSet<>(Arrays.asList("txt", "roi", "lut", "java", "avi", "unk", "zip"));

    private final File file;

    /**
     * Makes one.
     *
     * @param file the file
     */
    ImageFile(File file) {
        this.file = file;
    }

    /**
     * The images of a folder, in the order of their names; files of a format that ImageJ itself does not open are not
     * among them.
     *
     * @param folder the folder
     * @return its images, at least one
     * @throws BridgeException where there is none
     */
    static List<ImageSource> in(File folder) throws BridgeException {
        File[] files = folder.listFiles(file -> file.isFile() && !file.isHidden());
        if (files == null) {
            throw new BridgeException(folder + " is not a folder that can be read.");
        }

        Arrays.sort(files);
        List<ImageSource> images = new ArrayList<>();
        for (File file : files) {
            if (!OTHER_FORMATS.contains(Opener.getFileFormat(file.getPath()))) {
                images.add(new ImageFile(file));
            }
        }

        if (images.isEmpty()) {
            throw new BridgeException(folder + " holds no image that ImageJ opens.");
        }

        return images;
    }

    @Override
    public String name() {
        return file.getName();
    }

    @Override
    public ImagePlus open() throws BridgeException {
        Opener opener = new Opener();
        opener.setSilentMode(true);
        ImagePlus image = opener.openImage(file.getPath());
        if (image == null) {
            throw new BridgeException(file + " cannot be opened.");
        }

        return image;
    }
}
