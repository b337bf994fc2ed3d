namespace ExperimentAdmin.Core.Common;

/// <summary>What every list understands: a text to look for and a page. Sizes and numbers out of range are clamped.</summary>
public record ListQuery
{
    /// <summary>The most rows that one page can have.</summary>
    public const int MaxSize = 999;

    /// <summary>The rows of a page when nothing else is asked for.</summary>
    public const int DefaultSize = 25;

    /// <summary>Looked for anywhere in the folded text of a row; null or blank shows all. NUL, which no database takes, is left out.</summary>
    public string? Search
    {
        get;
        init => field = value?.Replace("\0", string.Empty, StringComparison.Ordinal);
    }

    /// <summary>From 1.</summary>
    public int Page
    {
        get;
        init => field = Math.Max(1, value);
    } = 1;

    /// <summary>From 1 to <see cref="MaxSize"/>.</summary>
    public int Size
    {
        get;
        init => field = Math.Clamp(value, 1, MaxSize);
    } = DefaultSize;

    /// <summary>How many rows come before the page, saturating far beyond any table.</summary>
    public int Skip => (int)Math.Min(int.MaxValue - MaxSize, (Page - 1L) * Size);

    /// <summary>The page of a list that is so short that it is there as a whole.</summary>
    public Page<T> PageOf<T>(IReadOnlyList<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Page<T>([.. rows.Skip(Skip).Take(Size)], rows.Count, Page, Size);
    }
}
