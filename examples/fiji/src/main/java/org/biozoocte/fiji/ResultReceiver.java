package org.biozoocte.fiji;

import ij.IJ;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;

/** Takes what a call sends back that ends in one image. */
final class ResultReceiver {
    private final String what;
    private ReceivedImage image;

    /**
     * Makes one, and says in the status line what begins.
     *
     * @param what what is going on
     */
    ResultReceiver(String what) {
        this.what = what;
        IJ.showStatus("BioZoo CTE: " + what + "...");
    }

    /**
     * Shows that it waits.
     *
     * @param position what is before it, from 1
     */
    void queued(int position) {
        IJ.showStatus("BioZoo CTE: " + what + ", waiting, " + position + " before this one");
    }

    /**
     * Takes the header.
     *
     * @param header what will come
     * @throws BridgeException where ImageJ cannot hold it, or it is the second one
     */
    void header(ImageHeader header) throws BridgeException {
        if (image != null) {
            throw new BridgeException("The bridge sent a second image; expected one.");
        }

        image = new ReceivedImage(header);
    }

    /**
     * Takes a chunk.
     *
     * @param chunk the chunk
     * @throws BridgeException where it does not fit
     */
    void chunk(ImageChunk chunk) throws BridgeException {
        if (image == null) {
            throw new BridgeException("The bridge sent a chunk before the header of its image.");
        }

        image.add(chunk);
    }

    /**
     * What was received.
     *
     * @return the image
     * @throws BridgeException where none came
     */
    ReceivedImage image() throws BridgeException {
        if (image == null) {
            throw new BridgeException("The bridge ended the call without an image.");
        }

        return image;
    }
}
