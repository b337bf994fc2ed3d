using ExperimentAdmin.App.Shell;
using ExperimentAdmin.Core.Serving.Domain;
using ExperimentAdmin.Core.Serving.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Parts;

/// <summary>Says when an application last asked for flags here, and looks again while it is shown.</summary>
public sealed partial class LastRequestCard : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    // Clients that evaluate on their own ask once a minute.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private LastRequestItem? _last;
    private bool _isLoaded;

    public LastRequestCard() => _token = _gone.Token;

    [Parameter, EditorRequired]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required RequestReads Reads { get; init; }

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
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync() => await LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowAsync();
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(s_pause, Clock);
            while (await timer.WaitForNextTickAsync(_token))
            {
                await InvokeAsync(CatchUpAsync);
            }
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }
    }

    private async Task CatchUpAsync()
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await ReportAsync(exception); // It is looked at again soon.
        }
    }

    private async Task LoadAsync()
    {
        _last = await Reads.LastAsync(Workspace.Access, Workspace.Environment.Id, _token);
        _isLoaded = true;
    }
}
