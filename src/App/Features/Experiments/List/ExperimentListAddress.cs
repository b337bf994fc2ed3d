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
    /// <summary>The tabs after All, by their word in the address, which is the status' own.</summary>
    public static IReadOnlyList<ExperimentStatus> Tabs { get; } = Enum.GetValues<ExperimentStatus>();

    /// <summary>The status of the tab; null for all.</summary>
    public ExperimentStatus? Tab => Tabs.Where(status => ExperimentLifecycle.Word(status) == Status).Select(status => (ExperimentStatus?)status).FirstOrDefault();

    /// <summary>Whether something is looked for.</summary>
    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);

    /// <summary>The order, as <see cref="Ui.Lists.SortHeader"/> has it.</summary>
    public string Order => Sort is "created" or "started" or "-started" or "name" or "-name" ? Sort : "-created";

    public ExperimentListQuery Query => new()
    {
        Statuses = Tab is { } status ? [status] : [],
        Search = Search,
        Sort = Order.TrimStart('-') switch
        {
            "name" => ExperimentSort.Name,
            "started" => ExperimentSort.Started,
            _ => ExperimentSort.Created,
        },
        Descending = Order.StartsWith('-'),
        Page = Page ?? 1,
        WithDrafts = true,
        WithPartialMatches = true,
        WithSignals = true,
    };
}
