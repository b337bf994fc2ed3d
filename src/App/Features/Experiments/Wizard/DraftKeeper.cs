using System.Runtime.CompilerServices;
using ExperimentAdmin.Core.Experiments.Drafts;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>
/// Keeps a wizard as somebody fills it in: when the typing rests and nothing is dragged, one save at a time and always the
/// newest. Used from one circuit, whose work is never at two places at once. A save that fails is a refusal like others, and
/// what it was to store waits for the next.
/// </summary>
/// <param name="save">Stores what was entered.</param>
/// <param name="told">Called after each save.</param>
/// <param name="released">Ends when nothing is in anybody's hand: a pointer can rest in the middle of its way.</param>
/// <param name="clock">Measures the rest.</param>
/// <param name="logger">Told of saves that failed.</param>
internal sealed partial class DraftKeeper(
    Func<WizardEntries, Task<Result<Done>>> save, Func<Task> told, Func<Task> released, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(400);
    private int _turn;
    private WizardEntries? _waiting;
    private Task _saving = Task.CompletedTask;
    private bool _isSaving;

    /// <summary>Why the last save was refused, or null.</summary>
    public Error? Refusal { get; private set; }

    /// <summary>When something was last stored, or null.</summary>
    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>Whether something was entered that is not stored yet.</summary>
    public bool IsWaiting => _waiting is not null || _isSaving;

    /// <summary>Stores this when nothing newer comes for a moment.</summary>
    public async Task LaterAsync(WizardEntries entries)
    {
        var turn = ++_turn;
        _waiting = entries;
        await Task.Delay(s_rest, clock);
        await released();
        if (turn == _turn)
        {
            await NowAsync();
        }
    }

    /// <summary>Stores this, or what is waiting, if anything.</summary>
    public Task NowAsync(WizardEntries? entries = null)
    {
        _turn++;
        _waiting = entries ?? _waiting;
        return _saving = SaveAsync(_saving);
    }

    /// <summary>Forgets what is waiting: the wizard is finished or thrown away.</summary>
    public async Task DropAsync()
    {
        _turn++;
        _waiting = null;
        await Over(_saving);
        _waiting = null; // What was on its way may have come back.
    }

    // How the save before went is its own caller's business.
    private static ConfiguredTaskAwaitable Over(Task saving)
        => saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task SaveAsync(Task before)
    {
        await Over(before);
        if (_waiting is not { } entries)
        {
            return;
        }

        (_waiting, _isSaving) = (null, true);
        try
        {
            Refusal = (await save(entries)).Error;
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
            _waiting ??= entries;
            Refusal = new Error.Conflict(
                "draft_not_kept", "The database did not take it. Go on: it is tried again with the next thing you enter, and when you continue.");
        }
        finally
        {
            _isSaving = false;
        }

        KeptAt = Refusal is null ? clock.GetUtcNow() : KeptAt;
        await told();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was entered into a wizard could not be kept.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
