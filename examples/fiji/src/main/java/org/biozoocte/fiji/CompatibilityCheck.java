package org.biozoocte.fiji;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.biozoocte.v1.CheckCompatibilityRequest;
import org.biozoocte.v1.CheckCompatibilityResponse;
import org.biozoocte.v1.ImageHeader;
import org.biozoocte.v1.ImageSelection;
import org.biozoocte.v1.ModelCompatibility;

/** Which models can take the images, and why the others cannot. */
final class CompatibilityCheck {
    private final List<String> compatible = new ArrayList<>();
    private final Map<String, List<String>> reasons = new LinkedHashMap<>();

    private CompatibilityCheck() {
    }

    /**
     * Asks the bridge, once for each kind of image.
     *
     * @param bridge the bridge
     * @param headers the images
     * @param selection what of them models are given
     * @param models the models that are asked about; none for all
     * @return the answer
     * @throws BridgeException where the bridge refuses
     * @throws CancelledException if Escape was pressed
     */
    static CompatibilityCheck run(
        Bridge bridge, List<ImageHeader> headers, ImageSelection selection, List<String> models)
        throws BridgeException, CancelledException {
        CompatibilityCheck check = new CompatibilityCheck();
        for (ImageHeader kind : kinds(headers)) {
            CheckCompatibilityRequest request = CheckCompatibilityRequest.newBuilder()
                .setImage(kind)
                .setSelection(selection)
                .addAllModels(models)
                .build();
            check.add(Calls.await(bridge.models().checkCompatibility(request)));
        }

        return check;
    }

    /**
     * Takes the answer for one kind of image. A model that takes some of the images is ranked on those.
     *
     * @param answer the answer
     */
    private void add(CheckCompatibilityResponse answer) {
        for (ModelCompatibility model : answer.getModelsList()) {
            String name = model.getModel();
            if (!model.getIsCompatible()) {
                reasons.computeIfAbsent(name, key -> new ArrayList<>()).addAll(model.getReasonsList());
            } else if (!compatible.contains(name)) {
                compatible.add(name);
            }
        }
    }

    /**
     * The models that can take at least one of the images.
     *
     * @return their names
     */
    List<String> compatible() {
        return compatible;
    }

    /**
     * The models that can take none.
     *
     * @return why not, by their names
     */
    Map<String, String> excluded() {
        Map<String, String> excluded = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> model : reasons.entrySet()) {
            if (!compatible.contains(model.getKey())) {
                excluded.put(model.getKey(), String.join(" ", new LinkedHashSet<>(model.getValue())));
            }
        }

        return excluded;
    }

    private static Set<ImageHeader> kinds(List<ImageHeader> headers) {
        Set<ImageHeader> kinds = new LinkedHashSet<>();
        for (ImageHeader header : headers) {
            // The name has no part in it, but must not be empty.
            kinds.add(header.toBuilder().setName("image").build());
        }

        return kinds;
    }
}
