using ExperimentAdmin.App.Features.Experiments.Parts;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class DraftKeeperTests
{
    private readonly List<string> _saved = [];
    private Result<Done> _answer = default(Done);
    private Task _released = Task.CompletedTask;
    private int _told;

    [Fact]
    public async Task OnlyTheNewest_IsStored_WhenTheTypingRests()
    {
        var keeper = Keeper();

        await Task.WhenAll(keeper.LaterAsync(Named("a")), keeper.LaterAsync(Named("ab")), keeper.LaterAsync(Named("abc")));

        _saved.ShouldBe(["abc"]);
        _told.ShouldBe(1);
        keeper.KeptAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Now_StoresWhatIsWaiting_Once()
    {
        var keeper = Keeper();
        var later = keeper.LaterAsync(Named("a"));

        await keeper.NowAsync();
        await keeper.NowAsync();
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
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        _saved.ShouldBeEmpty();
        var last = keeper.LaterAsync(Named("there"));
        hand.SetResult();
        await Task.WhenAll(later, last);

        _saved.ShouldBe(["there"]);
    }

    [Fact]
    public async Task Dropped_NothingIsStored()
    {
        var keeper = Keeper();
        var later = keeper.LaterAsync(Named("a"));

        await keeper.DropAsync();
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

    private static WizardEntries Named(string name) => new() { Name = name };

    private DraftKeeper Keeper() => new(
        entries =>
        {
            _saved.Add(entries.Name);
            return Task.FromResult(_answer);
        },
        () =>
        {
            _told++;
            return Task.CompletedTask;
        },
        () => _released,
        TimeProvider.System);
}
