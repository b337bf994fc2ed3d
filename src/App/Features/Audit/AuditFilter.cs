using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Features.Audit;

/// <summary>What the audit log is narrowed to, as it stands in the address. What makes no sense there narrows nothing.</summary>
/// <param name="Who">A kind of caller and an id: <c>person-3</c>.</param>
/// <param name="Kind">A kind of object.</param>
/// <param name="Environment">The part of addresses of an environment; null for all.</param>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day, UTC.</param>
/// <param name="Search">A part of an object's name.</param>
public sealed record AuditFilter(string? Who, string? Kind, string? Environment, string? From, string? To, string? Search)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Whether anything is hidden by it.</summary>
    public bool Narrows => this is not { Who: null, Kind: null, Environment: null, From: null, To: null, Search: null };

    /// <summary>How <see cref="Who"/> writes somebody.</summary>
    public static string WhoOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return string.Create(CultureInfo.InvariantCulture, $"{actor.Kind.ToString().ToLowerInvariant()}-{actor.Id ?? 0}");
    }

    /// <summary>How <see cref="Kind"/> writes a kind.</summary>
    public static string KindOf(AuditKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What it hides things by, in words.</summary>
    public string Describe() => DisplayText.List(
        [.. new[]
        {
            Who is null ? null : "this person",
            Kind is null ? null : "this kind of object",
            Environment is null ? null : "this environment",
            From is null ? null : $"from {From}",
            To is null ? null : $"to {To}",
            Search is null ? null : $"a name like “{Search}”",
        }.OfType<string>()]);

    /// <summary>What of an address it stands in, with the first page.</summary>
    public IReadOnlyDictionary<string, object?> ToAddress() => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["who"] = Who,
        ["kind"] = Kind,
        ["environment"] = Environment,
        ["from"] = From,
        ["to"] = To,
        ["q"] = Search,
        ["page"] = null,
    };

    /// <param name="environmentId">The id of <see cref="Environment"/>, or null.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">Rows a page.</param>
    public AuditListQuery ToQuery(int? environmentId, int page, int size)
    {
        var (actor, id) = Who?.Split('-') is [var word, var number] && Choice.Of<ActorKind>(word) is { } caller
            ? ((ActorKind?)caller, int.TryParse(number, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? parsed : (int?)null)
            : (null, null);
        return new AuditListQuery
        {
            ActorKind = actor,
            ActorId = id,
            Kind = Choice.Of<AuditKind>(Kind),
            EnvironmentId = environmentId,
            From = Day(From),
            Until = Day(To)?.AddDays(1),
            Search = Search,
            Page = page,
            Size = size,
        };
    }

    private static DateTimeOffset? Day(string? text)
        => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : null;
}
