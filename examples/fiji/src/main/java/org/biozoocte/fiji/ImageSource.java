package org.biozoocte.fiji;

import ij.ImagePlus;

/** Where an image comes from: a window, or a file that is opened when its turn comes. */
interface ImageSource {
    /**
     * What the image is called: its file's name without folders, else its window's title.
     *
     * @return the name
     */
    String name();

    /**
     * Opens it.
     *
     * @return the image
     * @throws BridgeException where that cannot be done
     */
    ImagePlus open() throws BridgeException;
}
