package org.biozoocte.fiji;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileInfo;

/** An image that is open. */
final class OpenImage implements ImageSource {
    private final ImagePlus image;

    /**
     * Makes one.
     *
     * @param image the image
     */
    OpenImage(ImagePlus image) {
        this.image = image;
    }

    /**
     * The image in front.
     *
     * @return the image
     * @throws BridgeException where none is open
     */
    static OpenImage inFront() throws BridgeException {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null) {
            throw new BridgeException("No image is open. Open one, or name a folder of images.");
        }

        return new OpenImage(image);
    }

    @Override
    public String name() {
        FileInfo file = image.getOriginalFileInfo();
        boolean hasFile = file != null && file.fileName != null && !file.fileName.isEmpty();
        return hasFile ? file.fileName : image.getTitle();
    }

    @Override
    public ImagePlus open() {
        return image;
    }
}
