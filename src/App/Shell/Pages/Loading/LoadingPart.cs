using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Audit;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Pages.Loading;

/// <summary>
/// What everything is made from that shows what it reads: the one load, which no answer gets past that is not of what is asked for now.
/// However reads overtake each other, another thing leaves nothing of the one before, an older answer never replaces a newer one, and what
/// comes after the part is gone does nothing. It follows changes if it says which ones concern it, and reads none twice.
/// </summary>
public abstract partial class LoadingPart : ActingPart
{
    private LiveRefresh? _live;
    private object? _subject;
    private object? _asked;
    private CancellationTokenSource? _stay; // One for each thing that is asked for, one after the other.
    private Load? _latest;
    private Load? _shown;

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required CatchUpLane Lane { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Whether what is shown is not yet what is asked for.</summary>
    protected bool IsBusy => _stay is not null && _shown?.Stay != _stay;

    /// <summary>
    /// What it is about, compared by value: ids of the address, and the environment's. Nothing of one subject is shown under another.
    /// </summary>
    protected abstract object Subject { get; }

    /// <summary>All that the read depends on, compared by value: the subject, with page, search, order and the grant to read.</summary>
    protected abstract object Asked { get; }

    // Changes that come before it is known what they concern wait for the answer.
    private bool IsUnderWay => _latest is { Reading.IsCompleted: false } || IsBusy;

    private long Noted => _latest?.Noted ?? -1;

    protected sealed override void OnInitialized()
    {
        if (((Func<ChangeFeed.Committed, bool>)Concerns).Method.DeclaringType != typeof(LoadingPart))
        {
            _live = new LiveRefresh(Feed, Lane, Clock)
            {
                Concerns = change => IsUnderWay || Concerns(change),
                Ready = () => InvokeAsync(UnderWayAsync),
                CatchUp = async changes =>
                {
                    var hasRead = false;
                    await InvokeAsync(async () => hasRead = await CatchUpAsync(changes));
                    return hasRead;
                },
            };
            _live.Begin();
        }
    }

    protected sealed override Task OnInitializedAsync() => Task.CompletedTask;

    protected sealed override void OnParametersSet()
    {
        // Everything happens in one place, below.
    }

    protected sealed override async Task OnParametersSetAsync()
    {
        EndAct();
        var subject = Subject;
        if (_stay is null || !Equals(subject, _subject))
        {
            if (_stay is not null && GetType().IsDefined(typeof(RouteAttribute), inherit: false))
            {
                Visits.End();
            }

            (_subject, _latest) = (subject, null);
            Renew();
        }

        Given();
        await AskAsync();
    }

    /// <summary>
    /// Another subject, and also the first: nothing may be left of the one before, neither what was read nor what was typed, no open dialog
    /// and no message, and fields begin as the address says. What is under way for the one before no longer counts.
    /// </summary>
    protected abstract void Forget();

    /// <summary>Parameters were given, of whichever subject; before anything is read because of them.</summary>
    protected virtual void Given()
    {
    }

    /// <summary>Reads what is asked for, and touches nothing of the part.</summary>
    /// <param name="cancellation">Something else is asked for, or the part is gone.</param>
    /// <returns>Shows it. Only called when it is still what is asked for.</returns>
    protected abstract Task<Action> ReadAsync(CancellationToken cancellation);

    /// <summary>
    /// Whether a change is one of what is shown. Overridden by what follows changes. Called on any thread, and again on the part's own.
    /// </summary>
    protected virtual bool Concerns(ChangeFeed.Committed change) => false;

    /// <summary>Changes are shown; a place to say what they were.</summary>
    /// <param name="changes">
    /// At least one, in the order in which they were told, with those of whoever looks; each with whether it was not on the screen yet.
    /// </param>
    protected virtual void Hear(IReadOnlyList<(ChangeFeed.Committed Change, bool IsNew)> changes)
    {
    }

    protected override void LetGo()
    {
        _live?.Dispose();
        _ = _stay?.CancelAsync();
    }

    /// <summary>Reads if something else is asked for than before.</summary>
    protected async Task AskAsync()
    {
        var asked = Asked;
        if (!IsGone && (_latest is null || !Equals(asked, _asked)))
        {
            _ = _stay?.CancelAsync();
            (_asked, _stay) = (asked, new CancellationTokenSource());
            await StartAsync();
        }
    }

    /// <summary>Reads again, unless what the present act changed is on its way to the screen: the page hears of it like everybody.</summary>
    /// <returns>Over when what is shown is as new as the call.</returns>
    protected Task LoadAsync()
    {
        if (WasLeft || IsGone)
        {
            return Task.CompletedTask;
        }

        return ActBegan is { } began && _latest is { } latest && latest.Began > began && latest.Noted >= Feed.Turn
            ? latest.Reading
            : StartAsync();
    }

    /// <summary>What is shown has another address from now on, and is not read again for it.</summary>
    protected void Moved() => (_subject, _asked) = (Subject, Asked);

    private protected virtual void Renew() => Forget();

    private Task StartAsync()
    {
        var load = new Load(_stay!, Visits.Next(), Feed.Turn);
        _latest = load;
        load.Reading = RunAsync(load);
        return load.Reading;
    }

    private async Task RunAsync(Load load)
    {
        try
        {
            var show = await ReadAsync(load.Stay.Token);
            if (IsAskedFor(load) && !(load.Began < _shown?.Began))
            {
                _shown = load;
                show();
            }
        }
        catch (Exception exception) when (!IsAskedFor(load))
        {
            if (exception is not OperationCanceledException)
            {
                LogLate(FaultLogger, exception); // Whom it could be told, somebody who has gone on, does not miss it.
            }
        }
        catch
        {
            _latest = _latest != load ? _latest : _shown?.Stay == _stay ? _shown : null; // What it was to show is not shown.
            throw;
        }
    }

    private bool IsAskedFor(Load load) => load.Stay == _stay && !IsGone;

    /// <summary>Shows what was changed. To be called on the part's own thread.</summary>
    /// <returns>Whether anything had to be read.</returns>
    internal async Task<bool> CatchUpAsync(IReadOnlyList<ChangeFeed.Committed> changes)
    {
        var (stay, isBehind) = (_stay, false);
        try
        {
            List<(ChangeFeed.Committed Change, bool IsNew)> here = IsGone
                ? []
                : [.. changes.Where(Concerns).Select(change => (change, change.Turn is not { } turn || turn > Noted))];
            isBehind = here.Exists(heard => heard.IsNew);
            if (isBehind)
            {
                await StartAsync();
            }

            if (here.Count > 0 && stay == _stay && !IsGone)
            {
                Hear(here);
                StateHasChanged();
            }
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }

        return isBehind;
    }

    // How it ends is its own caller's business.
    private async Task UnderWayAsync()
    {
        while (_latest is { Reading: { IsCompleted: false } reading })
        {
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What somebody no longer looks at could not be read.")]
    private static partial void LogLate(ILogger logger, Exception exception);

    /// <param name="Stay">What it is read for.</param>
    /// <param name="Began">Its place among <see cref="PageVisits"/>.</param>
    /// <param name="Noted">The changes of this process that it shows: those up to this turn.</param>
    private sealed record Load(CancellationTokenSource Stay, long Began, long Noted)
    {
        public Task Reading { get; set; } = Task.CompletedTask;
    }
}
