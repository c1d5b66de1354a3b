using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioZooCte.Numerics;

/// <summary>
/// Unsigned integers in the order of the values that they stand for: what a radix selection sorts by. NaN has
/// none.
/// </summary>
internal static class OrderedKey
{
    /// <summary>The bits of a key of <typeparamref name="T"/>.</summary>
    public static int Bits<T>()
        where T : unmanaged => Unsafe.SizeOf<T>() * 8;

    /// <summary>The key of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(T value)
        where T : unmanaged, INumber<T>
    {
        // Each branch is chosen when the method is compiled for its type.
        if (typeof(T) == typeof(float))
        {
            uint bits = Unsafe.BitCast<T, uint>(value);
            return bits ^ ((uint)((int)bits >> 31) | 0x8000_0000u);
        }

        if (typeof(T) == typeof(double))
        {
            ulong bits = Unsafe.BitCast<T, ulong>(value);
            return bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000ul);
        }

        if (typeof(T) == typeof(Half))
        {
            ushort bits = Unsafe.BitCast<T, ushort>(value);
            return (ushort)(bits ^ ((ushort)((short)bits >> 15) | 0x8000));
        }

        return typeof(T) == typeof(sbyte) || typeof(T) == typeof(short)
            || typeof(T) == typeof(int) || typeof(T) == typeof(long)
            ? (ulong)(long.CreateTruncating(value) - Least<T>())
            : ulong.CreateTruncating(value);
    }

    /// <summary>The value of a key, as double.</summary>
    public static double ToValue<T>(ulong key)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            uint bits = (uint)key;
            return BitConverter.UInt32BitsToSingle((bits & 0x8000_0000u) != 0 ? bits ^ 0x8000_0000u : ~bits);
        }

        if (typeof(T) == typeof(double))
        {
            const ulong Sign = 0x8000_0000_0000_0000ul;
            return BitConverter.UInt64BitsToDouble((key & Sign) != 0 ? key ^ Sign : ~key);
        }

        if (typeof(T) == typeof(Half))
        {
            ulong bits = (key & 0x8000) != 0 ? key ^ 0x8000 : ~key;
            return (double)BitConverter.UInt16BitsToHalf((ushort)bits);
        }

        return typeof(T) == typeof(sbyte) || typeof(T) == typeof(short)
            || typeof(T) == typeof(int) || typeof(T) == typeof(long)
            ? unchecked((long)key + Least<T>())
            : key;
    }

    private static long Least<T>()
        where T : unmanaged => long.MinValue >> (64 - Bits<T>());
}
