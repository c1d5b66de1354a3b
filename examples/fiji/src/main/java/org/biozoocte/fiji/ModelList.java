package org.biozoocte.fiji;

import java.util.ArrayList;
import java.util.List;
import org.biozoocte.v1.ListModelsRequest;
import org.biozoocte.v1.ListModelsResponse;
import org.biozoocte.v1.Model;

/** The models of the bridge. */
final class ModelList {
    private final List<Model> models;

    /**
     * Makes one.
     *
     * @param models the models
     */
    ModelList(List<Model> models) {
        this.models = models;
    }

    /**
     * Asks for all pages.
     *
     * @param bridge the bridge
     * @return the list
     * @throws BridgeException where the bridge refuses, or has no models
     * @throws CancelledException if Escape was pressed
     */
    static ModelList of(Bridge bridge) throws BridgeException, CancelledException {
        List<Model> models = new ArrayList<>();
        String page = "";
        do {
            ListModelsRequest request = ListModelsRequest.newBuilder().setPageToken(page).build();
            ListModelsResponse response = Calls.await(bridge.models().listModels(request));
            models.addAll(response.getModelsList());
            page = response.getNextPageToken();
        } while (!page.isEmpty());

        if (models.isEmpty()) {
            throw new BridgeException("The bridge has no models. Its model folder is set where it is started: "
                + "zoocte serve --model-root FOLDER, or Plugins > BioZoo CTE > BioZoo CTE Settings...");
        }

        return new ModelList(models);
    }

    /**
     * Finds a model.
     *
     * @param name its name on the bridge, its nickname in the Zoo, or the last part of its name
     * @return the model
     * @throws BridgeException where there is none, or more than one
     */
    Model find(String name) throws BridgeException {
        List<Model> found = new ArrayList<>();
        for (Model model : models) {
            if (model.getName().equals(name)) {
                return model;
            }

            String last = model.getName().substring(model.getName().lastIndexOf('/') + 1);
            if (name.equals(model.getZooId()) || name.equals(last) || last.equals(name + ".zip")) {
                found.add(model);
            }
        }

        if (found.size() == 1) {
            return found.get(0);
        }

        throw new BridgeException(found.isEmpty()
            ? "The bridge has no model " + name + "; it has: " + names()
            : "The bridge has several models " + name + "; their whole names tell them apart: " + names());
    }

    /**
     * Finds several.
     *
     * @param names as {@link #find} takes them, with commas between them; nothing for all models
     * @return their names on the bridge; none for all models
     * @throws BridgeException where one is not there
     */
    List<String> findAll(String names) throws BridgeException {
        List<String> found = new ArrayList<>();
        for (String name : TextLists.split(names)) {
            found.add(find(name).getName());
        }

        return found;
    }

    private String names() {
        List<String> names = new ArrayList<>();
        for (Model model : models) {
            names.add(model.getName());
        }

        return String.join(", ", names) + ".";
    }
}
