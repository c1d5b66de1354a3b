namespace BioZooCte.Instances;

/// <summary>A binary heap of pixels by value, lowest first, equal ones first in, first out.</summary>
internal sealed class LevelHeap
{
    private Entry[] _entries = new Entry[256];
    private int _count;
    private int _age;

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The lowest value; only if it holds any.</summary>
    public double Lowest => _entries[0].Value;

    /// <summary>
    /// Takes everything out and counts from the start: between two starts fewer than 2³¹ pixels may come in.
    /// </summary>
    public void Clear()
    {
        _count = 0;
        _age = 0;
    }

    /// <summary>Puts a pixel in.</summary>
    public void Push(double value, int pixel)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        Entry entry = new(value, _age++, pixel);
        int place = _count++;
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!entry.IsBefore(_entries[parent]))
            {
                break;
            }

            _entries[place] = _entries[parent];
            place = parent;
        }

        _entries[place] = entry;
    }

    /// <summary>Takes the lowest pixel out; only if it holds any.</summary>
    public int Pop()
    {
        int pixel = _entries[0].Pixel;
        Entry moved = _entries[--_count];
        int place = 0;
        for (int child = 1; child < _count; child = (2 * place) + 1)
        {
            if (child + 1 < _count && _entries[child + 1].IsBefore(_entries[child]))
            {
                child++;
            }

            if (!_entries[child].IsBefore(moved))
            {
                break;
            }

            _entries[place] = _entries[child];
            place = child;
        }

        _entries[place] = moved;
        return pixel;
    }

    private readonly record struct Entry(double Value, int Age, int Pixel)
    {
        public bool IsBefore(Entry other) => Value < other.Value || (Value == other.Value && Age < other.Age);
    }
}
