package org.biozoocte.fiji;

import io.grpc.stub.StreamObserver;
import java.util.Arrays;
import java.util.List;
import org.biozoocte.v1.CheckCompatibilityRequest;
import org.biozoocte.v1.CheckCompatibilityResponse;
import org.biozoocte.v1.ListModelsRequest;
import org.biozoocte.v1.ListModelsResponse;
import org.biozoocte.v1.Model;
import org.biozoocte.v1.ModelCompatibility;
import org.biozoocte.v1.ModelServiceGrpc;

/** Three models, a page each; the last takes colour images alone. */
final class FakeModels extends ModelServiceGrpc.ModelServiceImplBase {
    private static final List<String> NAMES = Arrays.asList("bright", "dark", "colour");

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answer) {
        int page = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
        Model.Builder model = Model.newBuilder().setName(NAMES.get(page));
        if (page == 0) {
            model.setZooId("affable-shark");
        }

        answer.onNext(ListModelsResponse.newBuilder()
            .addModels(model)
            .setNextPageToken(page + 1 < NAMES.size() ? Integer.toString(page + 1) : "")
            .build());
        answer.onCompleted();
    }

    @Override
    public void checkCompatibility(
        CheckCompatibilityRequest request, StreamObserver<CheckCompatibilityResponse> answer) {
        CheckCompatibilityResponse.Builder response = CheckCompatibilityResponse.newBuilder();
        for (String name : request.getModelsCount() == 0 ? NAMES : request.getModelsList()) {
            boolean takes = !"colour".equals(name) || request.getImage().getIsRgb();
            ModelCompatibility.Builder model = ModelCompatibility.newBuilder().setModel(name).setIsCompatible(takes);
            if (!takes) {
                model.addReasons("It takes three channels, the image has one.");
            }

            response.addModels(model);
        }

        answer.onNext(response.build());
        answer.onCompleted();
    }
}
