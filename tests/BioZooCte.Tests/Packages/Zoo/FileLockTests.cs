using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>What is waited for, and what is not.</summary>
[TestClass]
public sealed class FileLockTests
{
    [TestMethod]
    public async Task WaitAsync_LockOfAnother_IsWaitedForAndToldOf()
    {
        using PackageFolder folder = new();
        string path = Path.Combine(folder.Path, "locks", "one");
        TaskCompletionSource told = new();
        IDisposable other = FileLock.TryTake(path)!;
        Task<IDisposable?> wait = FileLock.WaitAsync(path, () => told.TrySetResult(), CancellationToken.None);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.IsFalse(wait.IsCompleted);
        Assert.IsNull(FileLock.TryTake(path));
        other.Dispose();
        using IDisposable? taken = await wait.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.IsNotNull(taken);
    }

    /// <summary>A folder in the place of a lock's file may not be opened, whoever asks.</summary>
    [TestMethod]
    public async Task WaitAsync_LockThatMayNotBeOpened_IsNotWaitedFor()
    {
        using PackageFolder folder = new();
        string path = Directory.CreateDirectory(Path.Combine(folder.Path, "one")).FullName;

        Assert.IsNull(await FileLock.WaitAsync(path, null, CancellationToken.None));
        Assert.IsNull(await FileLock.WaitForShareAsync(path, null, CancellationToken.None));
        Assert.ThrowsExactly<UnauthorizedAccessException>(() => FileLock.TryTake(path));
    }

    [TestMethod]
    [DataRow(30, true)]
    [DataRow(unchecked((int)0x80070013), true)]
    [DataRow(11, false)]
    [DataRow(28, false)]
    public void IsReadOnly_Error_GoesByItsNumber(int number, bool isReadOnly) =>
        Assert.AreEqual(isReadOnly, FileLock.IsReadOnly(new IOException("", number)));
}
