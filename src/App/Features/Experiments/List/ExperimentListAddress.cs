using System.Globalization;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.List;

/// <summary>What the address of the list of experiments asks for.</summary>
/// <param name="Status">The tab: <c>draft</c>, <c>running</c>, <c>paused</c>, <c>completed</c>; anything else is all.</param>
/// <param name="Search">What to look for; null or blank for all.</param>
/// <param name="Sort">The column, with a hyphen from its end; anything unknown is newest first.</param>
/// <param name="Page">From 1.</param>
public sealed record ExperimentListAddress(string? Status, string? Search, string? Sort, int? Page)
{
    /// <summary>The word for the experiments of whoever looks.</summary>
    public const string Me = "me";

    /// <summary>The word for the experiments that nobody owns.</summary>
    public const string Nobody = "nobody";

    private static readonly Dictionary<string, ExperimentSort> s_sorts = new(StringComparer.Ordinal)
    {
        ["name"] = ExperimentSort.Name,
        ["status"] = ExperimentSort.Status,
        ["rollout"] = ExperimentSort.Rollout,
        ["started"] = ExperimentSort.Started,
        ["created"] = ExperimentSort.Created,
    };

    /// <summary>The tabs after All, by their word in the address, which is the status' own.</summary>
    public static IReadOnlyList<ExperimentStatus> Tabs { get; } = Enum.GetValues<ExperimentStatus>();

    /// <summary><see cref="Me"/>, <see cref="Nobody"/> or the id of a person; anything else is everybody's.</summary>
    public string? Owner { get; init; }

    /// <summary>The name of a flag; null or blank for all.</summary>
    public string? Flag { get; init; }

    /// <summary>Whether only what needs attention is shown.</summary>
    public bool NeedsAttention { get; init; }

    /// <summary>The status of the tab; null for all.</summary>
    public ExperimentStatus? Tab => Tabs.Where(status => ExperimentLifecycle.Word(status) == Status).Select(status => (ExperimentStatus?)status).FirstOrDefault();

    /// <summary>Whether something is looked for.</summary>
    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);

    /// <summary>The person that <see cref="Owner"/> names by id; null otherwise.</summary>
    public int? OwnerId => int.TryParse(Owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>How many of the filters beside tabs and search are set.</summary>
    public int Filters => (IsOwned ? 1 : 0) + (string.IsNullOrWhiteSpace(Flag) ? 0 : 1) + (NeedsAttention ? 1 : 0);

    /// <summary>The order, as <see cref="Ui.Lists.SortHeader"/> has it.</summary>
    public string Order => Sort is not null && s_sorts.ContainsKey(Sort.TrimStart('-')) ? Sort : "-created";

    private bool IsOwned => Owner is Me or Nobody || OwnerId is not null;

    /// <summary>The same as what an address asks for from its question mark on, the first page of it; empty for the list as it is by itself.</summary>
    public string View
    {
        get
        {
            var asked = new (string Key, string? Value)[]
            {
                ("status", Tab is null ? null : Status),
                ("owner", IsOwned ? Owner : null),
                ("flag", Flag),
                ("attention", NeedsAttention ? "1" : null),
                ("q", Search),
                ("sort", Order == "-created" ? null : Order),
            };
            var words = asked.Where(word => !string.IsNullOrWhiteSpace(word.Value)).Select(word => $"{word.Key}={Uri.EscapeDataString(word.Value!)}").ToList();
            return words.Count == 0 ? string.Empty : $"?{string.Join('&', words)}";
        }
    }

    /// <summary>The same as the list is asked for by somebody.</summary>
    public ExperimentListQuery QueryOf(Actor asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return new()
        {
            Statuses = Tab is { } status ? [status] : [],
            Search = Search,
            Owner = IsOwned ? new OwnedBy(Owner is Me ? asking.Id : OwnerId) : null,
            Flag = Flag,
            NeedsAttention = NeedsAttention,
            Sort = s_sorts[Order.TrimStart('-')],
            Descending = Order.StartsWith('-'),
            Page = Page ?? 1,
            WithDrafts = true,
            WithPartialMatches = true,
            WithSavedView = true,
            WithSignals = true,
        };
    }
}
