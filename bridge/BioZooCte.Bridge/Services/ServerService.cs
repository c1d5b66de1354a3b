using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.V1;
using BioZooCte.Consistency;
using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Ranking;
using BioZooCte.Segmentation;

using Google.Protobuf.Reflection;

namespace BioZooCte.Bridge.Services;

/// <summary>Tells what the server is and what it takes.</summary>
internal sealed class ServerService
{
    private readonly GetServerInfoResponse _info;

    /// <summary>The service.</summary>
    /// <param name="parts">The bridge.</param>
    /// <param name="messageBytes">The bytes of a message.</param>
    /// <param name="ranksPaths">Whether there are image roots.</param>
    public ServerService(BridgeParts parts, int messageBytes, bool ranksPaths)
    {
        _info = new GetServerInfoResponse
        {
            Name = "zoocte",
            Version = EstimationDescription.LibraryVersion.Split('+')[0],
            ApiVersions = { "v1" },
            Runtime = parts.Backend.Name,
            Limits = new Limits
            {
                MessageBytes = (ulong)messageBytes,
                ClientBytes = (ulong)parts.Ledger.Limit,
                Images = (uint)parts.MostImages,
                ConcurrentRankings = (uint)parts.Queue.Concurrent,
                QueuedRankings = (uint)parts.Queue.Most,
            },
            RanksPaths = ranksPaths,
            Metrics = { KnownMetrics.Names },
            Estimators = { KnownEstimators.Names },
            Structures = { KnownStructures.Names },
            InputPerturbations = { KnownPerturbations.Names },
            FeaturePerturbations = { KnownFeaturePerturbations.Names },
        };
        Table = new ServiceTable(ServerServiceReflection.Descriptor.FindTypeByName<ServiceDescriptor>("ServerService"))
            .Unary<GetServerInfoRequest, GetServerInfoResponse>("GetServerInfo", (_, _) => Task.FromResult(_info));
    }

    /// <summary>The handlers.</summary>
    public ServiceTable Table { get; }
}
