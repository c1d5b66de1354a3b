package org.biozoocte.fiji;

import java.util.List;
import org.biozoocte.v1.Axis;

/** Where the planes of an image on the wire, whose axes may come in any order, lie in an ImageJ hyperstack. */
final class PlaneOrder {
    private static final String INNER = "yx";
    private static final long LARGEST_PLANE = Integer.MAX_VALUE - 8;

    private final String names;
    private final int[] sizes;

    /**
     * Makes one.
     *
     * @param axes the axes, slowest first; the last two are y and x
     * @throws BridgeException where they are not, or ImageJ cannot hold such an image
     */
    PlaneOrder(List<Axis> axes) throws BridgeException {
        StringBuilder letters = new StringBuilder();
        sizes = new int[axes.size()];
        for (int i = 0; i < sizes.length; i++) {
            letters.append(axes.get(i).getName());
            sizes[i] = (int) Math.min(axes.get(i).getSize(), Integer.MAX_VALUE);
        }

        names = letters.toString();
        if (!names.matches("[tzc]*yx") || names.length() != sizes.length) {
            throw new BridgeException("The bridge sent an image of axes " + names
                + "; expected some of t, z and c, then " + INNER + ".");
        }

        if ((long) width() * height() > LARGEST_PLANE) {
            throw new BridgeException("The bridge sent planes of " + width() + " x " + height()
                + " pixels, more than ImageJ holds.");
        }
    }

    /**
     * The pixels of a row.
     *
     * @return the number
     */
    int width() {
        return size("x");
    }

    /**
     * The rows of a plane.
     *
     * @return the number
     */
    int height() {
        return size("y");
    }

    /**
     * The length of an axis.
     *
     * @param name its letter
     * @return its length; 1 where it is not there
     */
    int size(String name) {
        int axis = names.indexOf(name);
        return axis < 0 ? 1 : sizes[axis];
    }

    /**
     * The number of planes.
     *
     * @return the product of the other axes
     */
    int count() {
        return size("t") * size("z") * size("c");
    }

    /**
     * Where a plane lies.
     *
     * @param plane its position on the wire, from 0
     * @return its position in a hyperstack, from 0: channels fastest, then slices, then frames
     */
    int position(int plane) {
        int rest = plane;
        int[] at = new int[sizes.length];
        for (int i = sizes.length - 1 - INNER.length(); i >= 0; i--) {
            at[i] = rest % sizes[i];
            rest /= sizes[i];
        }

        return (at(at, "t") * size("z") + at(at, "z")) * size("c") + at(at, "c");
    }

    private int at(int[] positions, String name) {
        int axis = names.indexOf(name);
        return axis < 0 ? 0 : positions[axis];
    }
}
