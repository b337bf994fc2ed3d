using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Serving.Counts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>How often a flag was read lately: its sum, today, and a bar a day with a table of the same numbers.</summary>
public sealed partial class RequestsCard
{
    private FlagRequests? _requests;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int FeatureId { get; set; }

    [Inject]
    public required RequestReads Reads { get; init; }

    protected override object Subject => (Workspace.Environment.Id, FeatureId);

    protected override object Asked => (Workspace, FeatureId);

    protected override void Forget() => _requests = null;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var requests = await Reads.FlagAsync(Workspace.Access, Workspace.Environment.Id, FeatureId, cancellation);
        return () => _requests = requests;
    }

    private static string Description(FlagRequests requests)
    {
        var most = requests.Days.MaxBy(day => day.Requests)!;
        return $"Requests on each of the last {requests.Days.Count} days: most on {DisplayText.Date(most.Day)} with {DisplayText.Number(most.Requests)}, "
            + $"today {DisplayText.Number(requests.Today)}. The table below has every day.";
    }

    private static string Title(DayRequests day) => $"{DisplayText.Date(day.Day)}: {DisplayText.Count(day.Requests, "request")}";

    // Little is not nothing: a day with any request has a bar that can be seen.
    private static string Height(FlagRequests requests, DayRequests day)
    {
        const double Least = 4;
        var most = requests.Days.Max(other => other.Requests);
        var share = day.Requests == 0 ? 0 : Math.Max(Least, 100d * day.Requests / most);
        return string.Create(CultureInfo.InvariantCulture, $"{share:0.##}%");
    }
}
