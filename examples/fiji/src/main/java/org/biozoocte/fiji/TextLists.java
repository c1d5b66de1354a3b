package org.biozoocte.fiji;

import java.util.ArrayList;
import java.util.List;

/** Lists in a field of text. */
final class TextLists {
    private TextLists() {
    }

    /**
     * Splits a list.
     *
     * @param text items with commas between them
     * @return the items without blanks around them; empty ones are left out
     */
    static List<String> split(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",")) {
            if (!item.trim().isEmpty()) {
                items.add(item.trim());
            }
        }

        return items;
    }
}
