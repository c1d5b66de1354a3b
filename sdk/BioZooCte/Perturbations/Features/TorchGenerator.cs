namespace BioZooCte.Perturbations.Features;

/// <summary>
/// PyTorch's generator on the processor, number for number: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998,
/// doi:10.1145/272991.272995) with its classical seeding.
/// </summary>
internal sealed class TorchGenerator
{
    private const int Size = 624;

    private const int Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <summary>A generator as <c>torch.manual_seed</c> leaves it.</summary>
    public TorchGenerator(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            _state[i] = unchecked((1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i);
        }
    }

    /// <summary>The next word.</summary>
    public uint Next()
    {
        if (_next == Size)
        {
            Twist();
        }

        uint word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    /// <summary>Passes over words.</summary>
    public void Skip(long words)
    {
        long left = words;
        while (left > Size - _next)
        {
            left -= Size - _next;
            Twist();
        }

        _next += (int)left;
    }

    /// <summary>The next number of <c>torch.rand</c> in float32.</summary>
    public float NextUniform() => (Next() & 0xFFFFFF) / 16777216f;

    /// <summary>The next order of <c>torch.randperm</c>; it takes one word fewer than there are numbers.</summary>
    public int[] NextPermutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = 0; i < count - 1; i++)
        {
            int other = i + (int)(Next() % (uint)(count - i));
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private void Twist()
    {
        for (int i = 0; i < Size; i++)
        {
            uint word = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7FFFFFFF);
            uint twisted = _state[(i + Shift) % Size] ^ (word >> 1);
            _state[i] = (word & 1) == 0 ? twisted : twisted ^ 0x9908B0DF;
        }

        _next = 0;
    }
}
