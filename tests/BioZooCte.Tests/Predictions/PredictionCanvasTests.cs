using BioZooCte.Predictions;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Predictions;

[TestClass]
[DoNotParallelize]
public sealed class PredictionCanvasTests
{
    [TestMethod]
    [DataRow(nameof(ElementType.UInt8))]
    [DataRow(nameof(ElementType.Float32))]
    [DataRow(nameof(ElementType.Float64))]
    public async Task ReadAsync_OnDisk_EqualsInMemory(string type)
    {
        ElementType elementType = Enum.Parse<ElementType>(type);
        TensorShape shape = TensorShape.Of("bczyx", 1, 2, 3, 17, 23);
        Random random = new(5);
        using PredictionCanvas memory = new(shape, elementType);
        using PredictionCanvas file = new(shape, elementType, memoryBudget: 0);
        for (int i = 0; i < 60; i++)
        {
            TensorRegion region = AnyRegion(shape, random);
            AxisTensor tensor = new(region.Shape, elementType);
            random.NextBytes(tensor.Bytes);
            memory.Paste(tensor, region);
            file.Paste(tensor, region);
            TensorRegion wanted = i % 10 == 0 ? TensorRegion.All(shape) : AnyRegion(shape, random);
            AxisTensor expected = await memory.ReadAsync(wanted, CancellationToken.None);
            AxisTensor found = await file.ReadAsync(wanted, CancellationToken.None);
            Assert.AreEqual(expected.Shape, found.Shape);
            Assert.IsTrue(expected.Bytes.SequenceEqual(found.Bytes), $"after {i + 1} tiles");
        }
    }

    [TestMethod]
    public void Dispose_OnDisk_LeavesNoFile()
    {
        PredictionCanvas canvas = new(TensorShape.Of("yx", 4, 4), ElementType.Float32, memoryBudget: 0);
        Assert.HasCount(1, Files());
        canvas.Dispose();
        Assert.IsEmpty(Files());
    }

    private static string[] Files() =>
        Directory.GetFiles(Path.GetTempPath(), $"biozoocte-{Environment.ProcessId}-*.canvas");

    private static TensorRegion AnyRegion(TensorShape shape, Random random) => new(shape, shape.Select(axis =>
    {
        int start = random.Next(axis.Size);
        return new AxisRange(start, 1 + random.Next(axis.Size - start));
    }).ToArray());
}
