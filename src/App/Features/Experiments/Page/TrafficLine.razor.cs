using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Traffic;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>
/// Says when an application last asked for the flag of an experiment. The first request that this process is asked shows by itself; for
/// what others are asked, and write down every ten seconds, the database is looked at as often.
/// </summary>
public sealed partial class TrafficLine
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    // Once somebody asks, more of it is no news for as long.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(5);

    private FlagTraffic? _traffic;
    private ITimer? _timer;
    private IDisposable? _listening;
    private DateTimeOffset _readAt;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    /// <summary>The flag of the experiment.</summary>
    [Parameter, EditorRequired]
    public required int FeatureId { get; set; }

    /// <summary>Whether anybody can be in it: only then is it a pity that nobody asks.</summary>
    [Parameter, EditorRequired]
    public required bool IsServed { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required IFlagTraffic Requests { get; init; }

    protected override object Subject => (Workspace.Environment.Id, ExperimentId, FeatureId);

    protected override object Asked => (Workspace, ExperimentId, FeatureId);

    private FlagUse? Use => _traffic?.UseAt(Clock.GetUtcNow());

    private DateTimeOffset Last => _traffic!.LastAsked!.Value;

    private string Word => Use switch
    {
        FlagUse.Read or FlagUse.Fetched => "Asked",
        FlagUse.Unknown => "Evaluated elsewhere",
        _ => "Nobody asks",
    };

    private string Picture => Use switch
    {
        FlagUse.Read or FlagUse.Fetched => Icons.Material.Outlined.Check,
        FlagUse.Unknown => Icons.Material.Outlined.Info,
        _ => Icons.Material.Outlined.CloudOff,
    };

    private Color Tone => Use switch
    {
        FlagUse.Read or FlagUse.Fetched => Color.Success,
        FlagUse.Unknown => Color.Info,
        _ => IsServed ? Color.Warning : Color.Default,
    };

    protected override void Forget()
    {
        _traffic = null;
        _listening?.Dispose();
        _listening = null;
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var traffic = await Reads.TrafficAsync(Workspace.Access, Workspace.Environment.Id, ExperimentId, cancellation);
        return () => (_traffic, _readAt) = (traffic ?? FlagTraffic.None, Clock.GetUtcNow());
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (IsGone)
        {
            return;
        }

        _timer ??= Clock.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, s_pause, s_pause);
        _listening ??= Requests.Subscribe(Workspace.Environment.Id, FeatureId, () => _ = InvokeAsync(HearAsync));
    }

    protected override void LetGo()
    {
        base.LetGo();
        _timer?.Dispose();
        _listening?.Dispose();
    }

    private Task HearAsync() => Use is FlagUse.Read or FlagUse.Fetched && Clock.GetUtcNow() - _readAt < s_rest ? Task.CompletedTask : LookAsync();

    // What is said by the time changes also where nobody asks.
    private async Task LookAsync()
    {
        try
        {
            await LoadAsync();
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }

        if (!IsGone)
        {
            StateHasChanged();
        }
    }
}
