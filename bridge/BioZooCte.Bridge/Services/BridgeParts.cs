using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Isolation;
using BioZooCte.Bridge.Predictions;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Spool;
using BioZooCte.Models;

namespace BioZooCte.Bridge.Services;

/// <summary>What the services have in common: one of each for the whole bridge.</summary>
internal sealed record BridgeParts
{
    /// <summary>What runs networks.</summary>
    public required IModelBackend Backend { get; init; }

    /// <summary>Runs single models on single images.</summary>
    public required IImageRunner Images { get; init; }

    /// <summary>The models.</summary>
    public required ModelCatalog Catalog { get; init; }

    /// <summary>What is known of them.</summary>
    public required ModelLibrary Library { get; init; }

    /// <summary>Where streamed images lie.</summary>
    public required ImageSpool Spool { get; init; }

    /// <summary>How many bytes each client has there.</summary>
    public required ClientLedger Ledger { get; init; }

    /// <summary>Gives turns.</summary>
    public required WorkQueue Queue { get; init; }

    /// <summary>Gives memory back when nothing runs.</summary>
    public required IdleMemory Memory { get; init; }

    /// <summary>The rankings that run or wait.</summary>
    public ActiveRankings Active { get; } = new();

    /// <summary>The rankings that are finished.</summary>
    public required RankingStore Store { get; init; }

    /// <summary>What models gave for files of this machine.</summary>
    public required KeptResults Results { get; init; }

    /// <summary>Runs models in processes of their own; null where they run in this one.</summary>
    public required IsolatedRankingMaker? Apart { get; init; }

    /// <summary>Makes rankings.</summary>
    public required RankingRunner Runner { get; init; }

    /// <summary>The most images of a ranking.</summary>
    public required int MostImages { get; init; }

    /// <summary>Asks for the memory of a call with images when disposed: it has some also after its turn.</summary>
    public Release AtEndOfImages() => new(() => Memory.ReleaseSoon(Queue));
}
