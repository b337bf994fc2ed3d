using System.Globalization;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Serving.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Parts;

/// <summary>How often a flag was read lately: its sum, today, and a bar a day with a table of the same numbers.</summary>
public sealed partial class RequestsCard : IDisposable
{
    private readonly Newest _newest = new();
    private FlagRequests? _requests;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int FeatureId { get; set; }

    [Inject]
    public required RequestReads Reads { get; init; }

    public void Dispose() => _newest.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        var (isNewest, requests) = await _newest.AskAsync(
            cancellation => Reads.FlagAsync(Workspace.Access, Workspace.Environment.Id, FeatureId, cancellation));
        if (isNewest)
        {
            _requests = requests;
        }
    }

    private static string Description(FlagRequests requests)
    {
        var most = requests.Days.MaxBy(day => day.Requests)!;
        return $"Requests on each of the last {requests.Days.Count} days: most on {Words.Date(most.Day)} with {Words.Number(most.Requests)}, "
            + $"today {Words.Number(requests.Today)}. The table below has every day.";
    }

    private static string Title(DayRequests day) => $"{Words.Date(day.Day)}: {Words.Count(day.Requests, "request")}";

    // Little is not nothing: a day with any request has a bar that can be seen.
    private static string Height(FlagRequests requests, DayRequests day)
    {
        const double Least = 4;
        var most = requests.Days.Max(other => other.Requests);
        var share = day.Requests == 0 ? 0 : Math.Max(Least, 100d * day.Requests / most);
        return string.Create(CultureInfo.InvariantCulture, $"{share:0.##}%");
    }
}
