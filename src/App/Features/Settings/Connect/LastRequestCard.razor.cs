using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Serving.Counts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Connect;

/// <summary>
/// Says when an application last asked for flags here. What this process is asked shows by itself; for the others, which write it down
/// every ten seconds, the database is looked at as often while nobody asks this one.
/// </summary>
public sealed partial class LastRequestCard : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    // Clients that evaluate on their own ask once a minute.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private ITimer? _timer;
    private IDisposable? _listening;
    private int _environmentId;
    private LastRequestItem? _last;
    private bool _isLoaded;

    public LastRequestCard() => _token = _gone.Token;

    [Parameter, EditorRequired]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required RequestReads Reads { get; init; }

    [Inject]
    public required RequestCounts Counts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool IsFresh => _last is { } last && Clock.GetUtcNow() - last.At < s_fresh;

    private string What => _last!.Kind switch
    {
        RequestKind.Flags => "The flags of everybody",
        RequestKind.Identity => "The flags of an identity",
        RequestKind.Document => "The whole environment",
        RequestKind.Ofrep => "Flags by OpenFeature",
    };

    public void Dispose()
    {
        _listening?.Dispose();
        _timer?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_environmentId != Workspace.Environment.Id)
        {
            (_environmentId, _last, _isLoaded) = (Workspace.Environment.Id, null, false);
            _listening?.Dispose();
            _listening = null;
        }

        await LoadAsync();
        LookLater();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (_timer is null)
        {
            _timer = Clock.CreateTimer(_ => _ = InvokeAsync(CatchUpAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            LookLater();
        }

        var id = _environmentId;
        _listening ??= Counts.Subscribe(id, request => _ = InvokeAsync(() => Show(id, request)));
    }

    private void Show(int environmentId, LastRequestItem request)
    {
        if (environmentId == _environmentId && !(_last?.At > request.At) && !_token.IsCancellationRequested)
        {
            _last = request;
            LookLater();
            StateHasChanged();
        }
    }

    private async Task CatchUpAsync()
    {
        try
        {
            await LoadAsync();
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            return; // The page was left.
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }

        LookLater();
        StateHasChanged();
    }

    private void LookLater() => _ = _timer?.Change(
        _last is { } last && IsFresh ? last.At + s_fresh - Clock.GetUtcNow() : s_pause,
        Timeout.InfiniteTimeSpan);

    private async Task LoadAsync()
    {
        // What it was told meanwhile may be newer.
        if (await Reads.LastAsync(Workspace.Access, Workspace.Environment.Id, _token) is { } last && !(_last?.At > last.At))
        {
            _last = last;
        }

        _isLoaded = true;
    }
}
