using BioZooCte.Testing;

namespace BioZooCte.Sqlite.Tests.Conventions;

/// <summary>What a caller of BioZooCte.Sqlite sees: no type of SQLite, and nothing by accident.</summary>
[TestClass]
public sealed class PublicSurfaceTests
{
    private const string Approved = "tests/BioZooCte.Sqlite.Tests/Conventions/PublicSurface.approved.txt";

    [TestMethod]
    public void PublicSurface_OfTheStore_IsApproved() =>
        PublicSurface.AssertApproved(typeof(SqliteResults).Assembly, Approved);

    [TestMethod]
    public void PublicClass_OfTheStore_IsSealedAbstractOrStatic() =>
        PublicSurface.AssertClosed(typeof(SqliteResults).Assembly);

    [TestMethod]
    public void PublicMember_OfTheStore_IsDocumented() =>
        PublicSurface.AssertDocumented(typeof(SqliteResults).Assembly);
}
