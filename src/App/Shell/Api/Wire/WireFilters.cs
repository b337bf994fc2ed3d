using System.Globalization;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>
/// What a list is narrowed to, read from the address of a route of our own. A filter that cannot be read is refused: a list
/// that shows more than was asked for would be taken for the narrower one.
/// </summary>
internal sealed class WireFilters(HttpRequest request)
{
    private static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly List<Error> _errors = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<Error> Errors => _errors;

    /// <summary>The filter as it is; null when it is absent or empty.</summary>
    public string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>One of a few words; null when it is absent or was refused.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } word)
        {
            return null;
        }

        if (WireChoices<T>.Refuse(word) is { } refusal)
        {
            Refuse(name, refusal);
            return null;
        }

        return WireChoices<T>.All[word];
    }

    /// <summary>An id; null when it is absent or was refused.</summary>
    public int? Id(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return id;
        }

        Refuse(name, WireSentences.NotAnInteger);
        return null;
    }

    /// <summary>A moment with its offset, or a day in UTC; null when it is absent or was refused.</summary>
    /// <param name="name">The filter.</param>
    /// <param name="endOfDay">Whether a day means its end and not its beginning.</param>
    public DateTimeOffset? Time(string name, bool endOfDay = false)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            return new DateTimeOffset(endOfDay ? day.AddDays(1) : day, TimeOnly.MinValue, TimeSpan.Zero);
        }

        if (DateTimeOffset.TryParseExact(
            text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Refuse(name, "Write a day such as 2026-06-11, or a moment such as 2026-06-11T12:00:00Z.");
        return null;
    }

    /// <summary>A sentence about a filter.</summary>
    public void Refuse(string name, string sentence) => _errors.Add(new Error.Invalid("filter_invalid", sentence, name));
}
