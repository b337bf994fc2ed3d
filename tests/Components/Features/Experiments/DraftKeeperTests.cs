using ExperimentAdmin.App.Features.Experiments.Wizard;
using ExperimentAdmin.Core.Experiments.Drafts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class DraftKeeperTests
{
    // Longer than the keeper waits for more of it.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _saved = [];
    private Result<Done> _answer = default(Done);
    private Task _released = Task.CompletedTask;
    private TaskCompletionSource? _answering;
    private bool _fails;
    private bool _deaf;
    private int _told;
    private int _askedForTheHand;

    [Fact]
    public async Task OnlyTheNewest_IsStored_WhenTheTypingRests()
    {
        var keeper = Keeper();

        var typing = Task.WhenAll(keeper.LaterAsync(Named("a")), keeper.LaterAsync(Named("ab")), keeper.LaterAsync(Named("abc")));
        _clock.Advance(s_rest);
        await typing;

        _saved.ShouldBe(["abc"]);
        _told.ShouldBe(1);
        keeper.KeptAt.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public async Task Now_StoresWhatIsWaiting_Once()
    {
        var keeper = Keeper();
        var later = keeper.LaterAsync(Named("a"));

        await keeper.NowAsync();
        await keeper.NowAsync();
        _clock.Advance(s_rest);
        await later;

        _saved.ShouldBe(["a"]);
    }

    [Fact]
    public async Task WhileSomethingIsDragged_NothingIsStored_HoweverLongItRests()
    {
        var hand = new TaskCompletionSource();
        _released = hand.Task;
        var keeper = Keeper();

        var later = keeper.LaterAsync(Named("on its way"));
        _clock.Advance(TimeSpan.FromHours(1));
        _askedForTheHand.ShouldBe(1);
        _saved.ShouldBeEmpty();
        var last = keeper.LaterAsync(Named("there"));
        hand.SetResult();
        _clock.Advance(s_rest);
        await Task.WhenAll(later, last);

        _saved.ShouldBe(["there"]);
    }

    [Fact]
    public async Task Dropped_NothingIsStored()
    {
        var keeper = Keeper();
        var later = keeper.LaterAsync(Named("a"));

        await keeper.DropAsync();
        _clock.Advance(s_rest);
        await later;

        _saved.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARefusal_IsKept_UntilASaveSucceeds()
    {
        var keeper = Keeper();
        _answer = new Error.Forbidden("role_too_low", "Not yours any more.");
        await keeper.NowAsync(Named("a"));
        keeper.Refusal!.Code.ShouldBe("role_too_low");
        keeper.KeptAt.ShouldBeNull();

        _answer = default(Done);
        await keeper.NowAsync(Named("b"));

        keeper.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task ASaveThatFails_IsARefusal_AndTheNextStoresWhatItDidNot()
    {
        var keeper = Keeper();
        _fails = true;

        await keeper.NowAsync(Named("a"));
        keeper.Refusal!.Code.ShouldBe("draft_not_kept");
        keeper.IsWaiting.ShouldBeTrue();
        _told.ShouldBe(1);

        _fails = false;
        await keeper.NowAsync();
        _saved.ShouldBe(["a"]);
        keeper.Refusal.ShouldBeNull();
        keeper.IsWaiting.ShouldBeFalse();
    }

    [Fact]
    public async Task APageThatCouldNotBeTold_StopsNoLaterSave()
    {
        var keeper = Keeper();
        _deaf = true;
        await Should.ThrowAsync<InvalidOperationException>(keeper.NowAsync(Named("a")));

        _deaf = false;
        await keeper.NowAsync(Named("b"));
        await keeper.DropAsync();

        _saved.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Dropped_WhileASaveFails_NothingComesBack()
    {
        var keeper = Keeper();
        _fails = true;
        _answering = new TaskCompletionSource();
        var saving = keeper.NowAsync(Named("a"));
        var dropping = keeper.DropAsync();
        _answering.SetResult();
        await Task.WhenAll(saving, dropping);

        _fails = false;
        await keeper.NowAsync();

        _saved.ShouldBeEmpty();
    }

    private static WizardEntries Named(string name) => new() { Name = name };

    private DraftKeeper Keeper() => new(
        async entries =>
        {
            await (_answering?.Task ?? Task.CompletedTask);
            if (_fails)
            {
                throw new InvalidOperationException("The disk is full.");
            }

            _saved.Add(entries.Name);
            return _answer;
        },
        () =>
        {
            _told++;
            return _deaf ? throw new InvalidOperationException("Nobody listens.") : Task.CompletedTask;
        },
        () =>
        {
            _askedForTheHand++;
            return _released;
        },
        _clock,
        NullLogger.Instance);
}
