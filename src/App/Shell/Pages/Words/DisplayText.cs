using System.Globalization;

namespace ExperimentAdmin.App.Shell.Pages.Words;

/// <summary>How numbers and times are written on every page.</summary>
public static class DisplayText
{
    /// <summary>What one hash value of all is, in percent, and a hair more.</summary>
    public const decimal HashGrain = 0.0101m;

    /// <summary>What a form says that was saved as it was.</summary>
    public const string NothingChanged = "Nothing changed, so there was nothing to save.";

    /// <summary>A percentage that may be finer than a hundredth, to at most two decimals: "6.67 %". Little is not nothing: "under 0.01 %".</summary>
    public static string Percent(decimal percent)
        => percent is > 0 and < 0.005m ? "under 0.01 %" : $"{percent.ToString("0.##", CultureInfo.InvariantCulture)} %";

    /// <summary>
    /// A counted share to at most two decimals. Little is not nothing ("less than 0.01 %"), and nearly all is not all. What
    /// lies within the grain of a tenth is said as that: what was set as 30 % lets in 3,000 of 9,998 hash values.
    /// </summary>
    /// <param name="part">How many; 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">Of how many; above 0.</param>
    /// <param name="grain">How coarse the share is by nature, in percent.</param>
    public static string Share(long part, long whole, decimal grain = HashGrain)
    {
        var percent = 100m * part / whole;
        var tenth = Math.Round(percent, 1);
        return percent switch
        {
            0 or 100 => Percent(percent),
            < 0.01m => "less than 0.01 %",
            > 99.99m => "more than 99.99 %",
            >= 1 when tenth < 100 && Math.Abs(percent - tenth) <= grain => Percent(tenth),
            _ => Percent(percent),
        };
    }

    /// <summary>"100,000".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 experiment", "2,000 experiments".</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">The word for one of them.</param>
    /// <param name="many">The word for several, if it is not the first with an s.</param>
    public static string Count(long number, string one, string? many = null)
        => $"{Number(number)} {(number == 1 ? one : many ?? $"{one}s")}";

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
    }

    /// <summary>A key or a value for a sentence that <see cref="RichSentence"/> shows: in backticks, and cut when it is long.</summary>
    public static string Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text.Length <= 40 ? text : $"{text[..40]}…";
        return $"`{shown.Replace('`', '\'')}`";
    }

    /// <summary>"12 March 2026, 14:03:22 UTC".</summary>
    public static string Exact(DateTimeOffset at)
        => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>"12 March 2026".</summary>
    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"12 March 2026".</summary>
    public static string Date(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"just now", "3 minutes ago", "in 2 hours" and from a month on the date.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var ago = now - at;
        var span = ago.Duration();
        if (span < TimeSpan.FromSeconds(45))
        {
            return "just now";
        }

        if (span >= TimeSpan.FromDays(30))
        {
            return Date(at);
        }

        var words = span switch
        {
            { TotalMinutes: < 59.5 } => Count((long)Math.Max(1, Math.Round(span.TotalMinutes)), "minute"),
            { TotalHours: < 23.5 } => Count((long)Math.Max(1, Math.Round(span.TotalHours)), "hour"),
            _ => Count((long)Math.Max(1, Math.Round(span.TotalDays)), "day"),
        };
        return ago > TimeSpan.Zero ? $"{words} ago" : $"in {words}";
    }
}
