using ExperimentAdmin.App.Ui;

namespace ExperimentAdmin.Components.Ui;

public sealed class NewestTests
{
    [Fact]
    public async Task AnOlderAnswer_IsNotShown_HoweverLateItComes()
    {
        using var newest = new Newest();
        var (older, newer) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var (first, second) = (newest.AskAsync(_ => older.Task), newest.AskAsync(_ => newer.Task));

        newer.SetResult("new");
        older.SetResult("old");

        (await second).ShouldBe((true, "new"));
        (await first).IsNewest.ShouldBeFalse();
    }

    [Fact]
    public async Task OnceThePageIsGone_NothingIsShown()
    {
        var newest = new Newest();
        var waiting = newest.AskAsync(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return "late";
        });

        newest.Dispose();

        (await waiting).IsNewest.ShouldBeFalse();
    }
}
