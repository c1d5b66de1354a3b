using System.Runtime.Intrinsics;

using BioZooCte.Perturbations;

namespace BioZooCte.Tests.Perturbations;

[TestClass]
public sealed class PhiloxTests
{
    /// <summary>The known answers that the authors' library (Random123) ships for philox4x32-10.</summary>
    [TestMethod]
    [DataRow(0u, 0u, 0u, 0u, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [DataRow(~0u, ~0u, ~0u, ~0u, ~0ul, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [DataRow(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0a4093822ul,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Scramble_TheAuthorsCounters_GivesTheirAnswers(
        uint c0, uint c1, uint c2, uint c3, ulong key, uint w0, uint w1, uint w2, uint w3)
    {
        for (int lane = 0; lane < 16; lane++)
        {
            Vector512<uint> first = Vector512<uint>.Zero.WithElement(lane, c0);
            Vector512<uint> second = Vector512<uint>.Zero.WithElement(lane, c1);
            Vector512<uint> third = Vector512<uint>.Zero.WithElement(lane, c2);
            Vector512<uint> fourth = Vector512<uint>.Zero.WithElement(lane, c3);
            Philox.Scramble(key, ref first, ref second, ref third, ref fourth);
            Assert.AreEqual(w0, first[lane], $"lane {lane}");
            Assert.AreEqual(w1, second[lane], $"lane {lane}");
            Assert.AreEqual(w2, third[lane], $"lane {lane}");
            Assert.AreEqual(w3, fourth[lane], $"lane {lane}");
        }
    }
}
