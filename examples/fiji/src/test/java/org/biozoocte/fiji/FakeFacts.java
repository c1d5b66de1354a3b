package org.biozoocte.fiji;

import io.grpc.stub.StreamObserver;
import org.biozoocte.v1.GetServerInfoRequest;
import org.biozoocte.v1.GetServerInfoResponse;
import org.biozoocte.v1.ServerServiceGrpc;

/** What the fake bridge says of itself. */
final class FakeFacts extends ServerServiceGrpc.ServerServiceImplBase {
    @Override
    public void getServerInfo(GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> answer) {
        answer.onNext(GetServerInfoResponse.newBuilder()
            .setName("fake")
            .addMetrics("miou").addMetrics("nhd")
            .addEstimators("cte").addEstimators("combined")
            .addStructures("nuclei")
            .build());
        answer.onCompleted();
    }
}
