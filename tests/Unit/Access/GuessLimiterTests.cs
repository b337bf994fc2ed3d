using System.Net;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Unit.Access;

public sealed class GuessLimiterTests
{
    private const string Ada = "ADA@EXAMPLE.COM";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void WrongPasswords_LockTheAccount_OnlyWhereTheyComeFrom()
    {
        var guesses = GuessLimiter();
        for (var guess = 1; guess <= IdentityRules.MostAttempts; guess++)
        {
            guesses.Begin(Ada, At(1)).Value.IsLast.ShouldBe(guess == IdentityRules.MostAttempts);
        }

        Refusal(guesses.Begin(Ada, At(1))).ShouldBe(("locked_out", IdentityRules.LockedFor));
        guesses.Begin("GRACE@EXAMPLE.COM", At(1)).IsOk.ShouldBeTrue("another account");
        guesses.Begin(Ada, At(2)).IsOk.ShouldBeTrue("another address");

        _clock.Advance(IdentityRules.LockedFor);
        guesses.Begin(Ada, At(1)).Value.IsLast.ShouldBeFalse();
    }

    [Fact]
    public void WrongPasswordsLongAgo_AreForgotten()
    {
        var guesses = GuessLimiter();
        for (var guess = 0; guess < IdentityRules.MostAttempts * 2; guess++)
        {
            guesses.Begin(Ada, At(1)).Value.IsLast.ShouldBeFalse();
            _clock.Advance(IdentityRules.LockedFor);
        }
    }

    [Fact]
    public void AnAddress_HasSoManyWrongOnes_OverAllAccounts_WhichGrowBackOneByOne()
    {
        var guesses = GuessLimiter(new SignInOptions { FailuresPerMinuteAndAddress = 4 });
        for (var guess = 0; guess < 4; guess++)
        {
            guesses.Begin($"{guess}", At(1)).IsOk.ShouldBeTrue();
        }

        Refusal(guesses.Begin("next", At(1))).ShouldBe(("too_many_attempts", TimeSpan.FromSeconds(15)));
        Refusal(guesses.BeginLink(At(1))).ShouldBe(("too_many_attempts", TimeSpan.FromSeconds(15)), "links count likewise");
        guesses.Begin("next", At(2)).IsOk.ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(15));
        guesses.BeginLink(At(1)).IsOk.ShouldBeTrue();
        guesses.BeginLink(At(1)).IsOk.ShouldBeFalse();
    }

    [Fact]
    public void WhatIsRight_CostsNoFailure_ButIsAnAttempt()
    {
        var guesses = GuessLimiter(new SignInOptions { FailuresPerMinuteAndAddress = 2, AttemptsPerMinuteAndAddress = 30, FailuresPerHourAndAccount = 2 });
        for (var guess = 0; guess < 30; guess++)
        {
            guesses.Begin(Ada, At(1)).Value.Right();
            guesses.BeginLink(At(1)).Value.Right();
        }

        Refusal(guesses.Begin(Ada, At(1))).ShouldBe(("too_many_attempts", TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void WhatWasNotLookedAt_CountsAsNoFailure()
    {
        var guesses = GuessLimiter(new SignInOptions { FailuresPerMinuteAndAddress = 6, FailuresPerHourAndAccount = 6 });
        for (var guess = 0; guess < 20; guess++)
        {
            guesses.Begin(Ada, At(1)).Value.Abandon();
        }

        for (var guess = 1; guess <= IdentityRules.MostAttempts; guess++)
        {
            guesses.Begin(Ada, At(1)).Value.IsLast.ShouldBe(guess == IdentityRules.MostAttempts);
        }
    }

    [Fact]
    public void GuessesFromEverywhere_AreBoundedForAnAccount_AndShutItsOwnerOutNowhereTheySignedInLately()
    {
        var guesses = GuessLimiter(new SignInOptions { FailuresPerHourAndAccount = 10 });
        guesses.Begin(Ada, At(200)).Value.Right();
        for (var address = 1; address <= 10; address++)
        {
            guesses.Begin(Ada, At(address)).IsOk.ShouldBeTrue();
        }

        Refusal(guesses.Begin(Ada, At(11))).ShouldBe(("guessed_from_many_places", TimeSpan.FromMinutes(6)));
        guesses.Begin("GRACE@EXAMPLE.COM", At(11)).IsOk.ShouldBeTrue();
        for (var guess = 1; guess <= IdentityRules.MostAttempts; guess++)
        {
            guesses.Begin(Ada, At(200)).IsOk.ShouldBeTrue("their own place");
        }

        Refusal(guesses.Begin(Ada, At(200))).Code.ShouldBe("locked_out", "their own place bears no more than others");
        _clock.Advance(TimeSpan.FromDays(30));
        for (var address = 1; address <= 10; address++)
        {
            guesses.Begin(Ada, At(address)).IsOk.ShouldBeTrue();
        }

        Refusal(guesses.Begin(Ada, At(200))).Code.ShouldBe("guessed_from_many_places", "long ago is not lately");
    }

    [Fact]
    public void GuessesFromEverywhere_DoNotShutOutTheBrowsersOfTheOwner_WhichBearNoMoreThanOthers()
    {
        var guesses = GuessLimiter(new SignInOptions { FailuresPerHourAndAccount = 10 });
        for (var address = 1; address <= 10; address++)
        {
            guesses.Begin(Ada, At(address)).IsOk.ShouldBeTrue();
        }

        for (var address = 101; address <= 110; address++)
        {
            guesses.Begin(Ada, At(address) with { KnownAccount = "Ada@example.com" }).IsOk.ShouldBeTrue();
        }

        Refusal(guesses.Begin(Ada, At(111) with { KnownAccount = "ada@example.com" })).Code.ShouldBe("guessed_from_many_places");
        Refusal(guesses.Begin(Ada, At(112) with { KnownAccount = "grace@example.com" })).Code.ShouldBe("guessed_from_many_places");
    }

    [Fact]
    public void SomebodyWhoProvesTheyOwnTheAccount_IsNoLongerLocked()
    {
        var guesses = GuessLimiter();
        for (var guess = 0; guess < IdentityRules.MostAttempts; guess++)
        {
            _ = guesses.Begin(Ada, At(1));
        }

        guesses.Admit(Ada, At(1));

        guesses.Begin(Ada, At(1)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task ManyAtTheSameMoment_AreNoWayRound()
    {
        var guesses = GuessLimiter(new SignInOptions { FailuresPerMinuteAndAddress = 20 });

        var begun = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => guesses.Begin($"{number % 50}", At(1)), TestContext.Current.CancellationToken)));

        begun.Count(guess => guess.IsOk).ShouldBe(20);
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void AddressesOfIPv6_CountBySixtyFourBits(string address, string network)
        => new Visitor(IPAddress.Parse(address)).Network.ShouldBe(network);

    [Fact]
    public void TheOldest_AreForgotten_SoThatMemoryIsBounded()
    {
        var recent = new BoundedDictionary<int, string>();
        for (var key = 0; key < BoundedDictionary<int, string>.Most * 3; key++)
        {
            recent.Set(key, "known");
        }

        recent.Find(0).ShouldBeNull();
        recent.Find((BoundedDictionary<int, string>.Most * 2) - 1).ShouldNotBeNull();
        recent.Remove((BoundedDictionary<int, string>.Most * 3) - 1);
        recent.Find((BoundedDictionary<int, string>.Most * 3) - 1).ShouldBeNull();
    }

    [Theory]
    [InlineData("SignIn:AttemptsPerMinuteAndAddress")]
    [InlineData("SignIn:FailuresPerMinuteAndAddress")]
    [InlineData("SignIn:FailuresPerHourAndAccount")]
    public void ASetting_IsAWholeNumberAboveNothing(string key)
    {
        foreach (var wrong in (string[])["0", "-1", "1.5", "many"])
        {
            Should.Throw<StartFailureException>(() => Read(key, wrong)).Message.ShouldStartWith($"{key} is '{wrong}'");
        }

        Read(key, "7").ShouldNotBe(new SignInOptions());
        Read(key, null).ShouldBe(new SignInOptions());
    }

    private static SignInOptions Read(string key, string? value)
        => SignInOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build());

    private static Visitor At(int address) => new(IPAddress.Parse($"198.51.100.{address}"));

    private static (string Code, TimeSpan Wait) Refusal<T>(Result<T> result)
        => result.Error.ShouldBeOfType<Error.Limited>() is var refusal ? (refusal.Code, refusal.RetryAfter) : default;

    private GuessLimiter GuessLimiter(SignInOptions? options = null) => new(options ?? new SignInOptions(), _clock);
}
