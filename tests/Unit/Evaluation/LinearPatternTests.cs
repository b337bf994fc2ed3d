using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Unit.Evaluation;

/// <summary>What is served of patterns matches what the engines of .NET match, and nothing else is served.</summary>
public sealed class LinearPatternTests
{
    private static readonly string[] s_texts =
    [
        "", "a", "b", "ab", "aab", "A", "aB", "abc", "a1", "1a", "foo bar", "foo_bar", "a\n", "a\nb", "\n", "\n\n", "ab\n", "a b\n c",
        "K", "k", "\u212A", "İ", "ı", "ſ", "straße", "é", "ж", "Ж", "日本", "\u200Da", "a\u0300", "\U0001F600", "1.2.3", "-5.0", "True",
        "jane@example.com", "JANE@EXAMPLE.COM", "jane@example.com.evil", "[x]", "{2}", "a{2}", "a-z", "#c", " ", "\t", "aaaaaaaaaaaaaaaaaaaaa!",
    ];

    [Theory]
    [InlineData(@"^(a+)+b1$")]
    [InlineData(@"^.*@example\.com$")]
    [InlineData(@"(?i)^jane@")]
    [InlineData(@"^(?i:k)$")]
    [InlineData(@"^(?i)[h-l]$")]
    [InlineData(@"(?i)^[^k]$")]
    [InlineData(@"(?i)^i$")]
    [InlineData(@"(?i)^\p{Lu}$")]
    [InlineData(@"^a$")]
    [InlineData(@"^a\z")]
    [InlineData(@"^a\Z")]
    [InlineData(@"(?m)^a$")]
    [InlineData(@"(?m)^.*$\n^b$")]
    [InlineData(@"(?s)^a.b")]
    [InlineData(@"^a.b")]
    [InlineData(@"^\w+\b\W\b\w")]
    [InlineData(@"^\B")]
    [InlineData(@"^a\b")]
    [InlineData("^\u200D\\b")]
    [InlineData("^\u200D\\B")]
    [InlineData(@"^[a-z-[b]]+$")]
    [InlineData(@"^[\]\[]")]
    [InlineData(@"^[]x[]+$")]
    [InlineData(@"^[^]]+$")]
    [InlineData(@"^[\c]]?a")]
    [InlineData(@"^[a-z-[b-[b]]]+$")]
    [InlineData(@"^\p{IsCyrillic}$")]
    [InlineData(@"^\P{L}")]
    [InlineData(@"^\u0061\x62|\141")]
    [InlineData(@"^\012?a")]
    [InlineData(@"^(a)\10?")]
    [InlineData(@"^a{2}|a{,2}|a{2")]
    [InlineData(@"^a{0}b")]
    [InlineData(@"^a{2,3}?b")]
    [InlineData(@"^(a|)*b")]
    [InlineData(@"^((a*)*)*$")]
    [InlineData(@"^(?:|a)+$")]
    [InlineData(@"^(?x) a\ b # the end
        | a \# [ #]")]
    [InlineData(@"^(?x:a b) b")]
    [InlineData(@"^a(?#here)*b")]
    [InlineData(@"^(?P<name>a)b")]
    [InlineData(@"^(?<name>a)(?'other'b)")]
    [InlineData(@"^(?n)(a)(?-n)(b)")]
    [InlineData(@"^(?i-s:A.)b")]
    [InlineData(@"^((?i)A)b")]
    [InlineData(@"^(?i)A|B")]
    [InlineData(@"a|^b")]
    [InlineData(@"b")]
    [InlineData(@"b*")]
    [InlineData(@"^^a$$")]
    [InlineData(@"(^)*a")]
    [InlineData(@"^\x2d5\.0$")]
    [InlineData(@"^\s+$")]
    [InlineData(@"^\{2\}")]
    [InlineData(@"^\e?\a?\f?\v?\r?\t")]
    [InlineData(@"$")]
    [InlineData(@"\Aa$\n\z")]
    public void APattern_MatchesWhatTheEnginesOfNetMatch(string pattern) => Agree(pattern, s_texts);

    [Fact]
    public void PatternsOfAllKinds_MatchWhatTheEnginesOfNetMatch()
    {
        var random = new Random(17);
        var served = 0;
        for (var count = 0; count < 4_000; count++)
        {
            var pattern = (random.Next(3) == 0 ? string.Empty : "^") + Pattern(random, depth: 3);
            served += Agree(pattern, [.. Enumerable.Range(0, 25).Select(_ => Text(random))]) ? 1 : 0;
        }

        served.ShouldBeGreaterThan(3_000);
    }

    [Theory]
    [InlineData(@"^(?=a)b", "(?=")]
    [InlineData(@"^(?!a)b", "(?!")]
    [InlineData(@"^b(?<=a)", "(?<=")]
    [InlineData(@"^b(?<!a)", "(?<!")]
    [InlineData(@"^(a)\1", @"\1")]
    [InlineData(@"^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", @"\10")]
    [InlineData(@"^(?<n>a)\k<n>", @"\k")]
    [InlineData(@"^(?P<n>a)(?P=n)", @"\k")]
    [InlineData(@"^(?>a+)b", "(?>")]
    [InlineData(@"^(?(a)b|c)", "(?(")]
    [InlineData(@"^(a)?(?(1)b|c)", "(?(")]
    [InlineData(@"^(?<a>x)(?<-a>y)", "(?<-a>")]
    [InlineData(@"\Ga", @"\G")]
    [InlineData(@"^a++b", "++")]
    [InlineData(@"^a*+b", "*+")]
    [InlineData(@"^(a|(?:b(?:c(?=d))))", "(?=")]
    public void WhatCannotBeReadFromLeftToRight_IsNotServed_AndNamed(string pattern, string construct)
    {
        var (compiled, fault) = LinearPattern.Compile(pattern);

        compiled.ShouldBeNull();
        (fault?.Code, fault?.Message).ShouldSatisfyAllConditions(
            said => said.Code.ShouldBe("pattern_not_served"), said => said.Message!.ShouldContain(construct));
    }

    [Theory]
    [InlineData(@"^\(?=a", "looks like one and is escaped")]
    [InlineData(@"^[(?=]", "stands in a class")]
    [InlineData(@"^(?x)a # (?=b)", "stands in a comment")]
    [InlineData(@"^(?#(?=b)a", "stands in a comment")]
    [InlineData(@"^\\1", "is a backslash and a digit")]
    [InlineData(@"^[\1]", "is the character of that code")]
    public void WhatOnlyLooksLikeSuchAConstruct_IsServed(string pattern, string because)
        => LinearPattern.Compile(pattern).Fault.ShouldBeNull(because);

    [Theory]
    [InlineData("^((a{1,100}){1,100}){1,100}")]
    [InlineData("^a{2147483647}")]
    [InlineData("^((a{1,2147483647}){1,2147483647}){1,2147483647}")]
    [InlineData("^(|){501}")]
    [InlineData("^(^){501}")]
    [InlineData("^(()){1,501}")]
    [InlineData("^a{501}")]
    public void WhatIsTooLarge_IsNotServed(string pattern)
        => LinearPattern.Compile(pattern).Fault!.Code.ShouldBe("pattern_too_large");

    [Fact]
    public void TheEmptyMatch_OfALoopRoundAChoiceOfRepeatedCharactersAndNothing_WhichTheEngineOfNetOverlooks_IsFound()
    {
        const string Pattern = "^(?:]+|)+";

        LinearPattern.Compile(Pattern).Pattern!.Matches(string.Empty).ShouldBeTrue();
        Regex.IsMatch(string.Empty, Pattern, RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1)).ShouldBeFalse("the remark on the pattern would be wrong");
    }

    [Theory]
    [InlineData(@"[\w-[一]]")]
    [InlineData(@"[\w-[\u9fff]]")]
    [InlineData("[^一-龥]")]
    [InlineData(@"[\u0041-\u5000]")]
    [InlineData(@"[\x41-\uac05\ue123]")]
    [InlineData(@"(?i:[k-\u4e05\ud7a3])")]
    [InlineData(@"[\u4dbf-\u4e00]")]
    [InlineData(@"[\uf8ff-\uffff]")]
    [InlineData(@"[\u3400\ua016-[\u3401]]")]
    [InlineData(@"\p{IsHangulSyllables}")]
    [InlineData(@"\P{IsCJKUnifiedIdeographs}")]
    [InlineData(@"[\p{IsCJKUnifiedIdeographsExtensionA}\p{IsPrivateUse}\p{IsYiSyllables}]")]
    [InlineData(@"[\p{IsHighSurrogates}\p{IsLowSurrogates}]")]
    [InlineData(@"\p{Lo}")]
    [InlineData(@"\P{Co}")]
    [InlineData(@"\u4e01")]
    [InlineData(@"(?i:丁)")]
    [InlineData(".")]
    [InlineData(@"\W")]
    public void TheCharactersOfAKind_AreThoseOfTheEngineOfNet(string kind)
    {
        var regex = new Regex($"^(?:{kind})$", RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan);
        var asked = Enumerable.Range(0, char.MaxValue + 1).Where(code => code != '\n' && regex.IsMatch(((char)code).ToString()));

        LetterRuns.Of(kind).SelectMany(run => Enumerable.Range(run.First, run.Last - run.First + 1)).Where(code => code != '\n').ShouldBe(asked);
    }

    [Fact]
    public void TheSamePattern_IsCompiledOnce_WhileItIsHeld()
    {
        var pattern = LinearPattern.Compile("^compiled [a-c] once").Pattern;

        LinearPattern.Compile("^compiled [a-c] once").Pattern.ShouldBeSameAs(pattern);
    }

    [Fact]
    public void LengthDepthAndKinds_AreBounded()
    {
        var kinds = string.Concat(Enumerable.Range(0, LinearPattern.MaxKinds).Select(index => $"[^{(char)('А' + index)}]"));

        LinearPattern.Compile($"^{kinds}").Fault.ShouldBeNull();
        LinearPattern.Compile($"^{kinds}[^z]").Fault!.Code.ShouldBe("pattern_too_large");
        LinearPattern.Compile("^a{499}").Fault.ShouldBeNull();
        LinearPattern.Compile($"^{string.Concat(Enumerable.Repeat("[a-z-", 10))}[b]{new string(']', 10)}").Fault.ShouldBeNull();
        LinearPattern.Compile($"^{string.Concat(Enumerable.Repeat("[a-z-", 11))}[b]{new string(']', 11)}").Fault!.Code.ShouldBe("pattern_too_large");
        LinearPattern.Compile($"^(?#{new string('x', LinearPattern.MaxLength)})a").Fault!.Code.ShouldBe("pattern_too_large");
        LinearPattern.Compile($"{new string('(', 99)}^a{new string(')', 99)}").Fault.ShouldBeNull();
        LinearPattern.Compile($"{new string('(', 900)}^a{new string(')', 900)}").Fault!.Code.ShouldBe("pattern_too_large");
    }

    [Theory]
    [InlineData("^(a+)+b1$")]
    [InlineData("^(a{1,20}){1,20}b$")]
    [InlineData("^([ab]*a[ab]{1,14}){1,14}c")]
    [InlineData("^(a|b)*a(a|b){200}c")]
    [InlineData("^.*a.{300}c")]
    [InlineData("^(.*a){100}c")]
    public void ALongText_CostsNothingButItsLength(string pattern)
    {
        var compiled = LinearPattern.Compile(pattern).Pattern!;
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 4_000).Select(_ => Any(random, "a", "b")));
        var before = GC.GetAllocatedBytesForCurrentThread();

        compiled.Matches(text).ShouldBeFalse();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000, "nothing is remembered of a text");
    }

    private static bool Agree(string pattern, string[] texts)
    {
        if (LinearPattern.Compile(pattern).Pattern is not { } compiled)
        {
            return false;
        }

        var dialect = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal).Replace(@"\Z", @"\z", StringComparison.Ordinal);
        var linear = new Regex(dialect, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Timeout.InfiniteTimeSpan);
        var backtracking = new Regex(dialect, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        foreach (var text in texts)
        {
            var matches = compiled.Matches(text);
            matches.ShouldBe(IsAtStart(linear.Match(text)), $"{pattern} on {Regex.Escape(text)}");
            try
            {
                // That engine overlooks matches of lazy repetitions of what can be nothing, as no other does.
                (IsLazy(pattern) || matches == IsAtStart(backtracking.Match(text))).ShouldBeTrue($"{pattern} on {Regex.Escape(text)}, backtracking");
            }
            catch (RegexMatchTimeoutException)
            {
                // It gives up on what the others decide.
            }
        }

        return true;
    }

    private static bool IsLazy(string pattern) => ((string[])["*?", "+?", "??", "}?"]).Any(lazy => pattern.Contains(lazy, StringComparison.Ordinal));

    private static bool IsAtStart(Match match) => match is { Success: true, Index: 0 };

    private static string Pattern(Random random, int depth) => random.Next(depth > 0 ? 14 : 7) switch
    {
        0 or 1 or 2 => Any(random, "a", "b", "c", "A", "_", "1", " ", "é", "k"),
        3 => Any(random, ".", @"\w", @"\d", @"\s", @"\W", @"\D", @"\S", @"\.", @"\n"),
        4 => Any(random, "[ab]", "[^a]", "[a-c]", @"[\w-[b]]", @"[\d_]", "(?i:[a-c])", @"\p{Lu}", "[^\\n]"),
        5 => Any(random, "$", "^", @"\b", @"\B", @"\z", @"\Z", @"\A"),
        6 => Any(random, "(?i:a)", "(?s:.)", "(?m:^)", "(?m:$)", "(?i:K)", "()"),
        7 or 8 or 9 => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pattern(random, depth - 1))),
        10 => $"({Pattern(random, depth - 1)}|{Pattern(random, depth - 1)})",
        11 => $"(?:{Pattern(random, depth - 1)}|{Pattern(random, depth - 1)}|)",
        _ => $"(?:{Pattern(random, depth - 1)}){Any(random, "*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "*?", "+?", "??", "{1,2}?")}",
    };

    private static string Text(Random random)
        => string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => Any(random, "a", "b", "c", "a", "b", "A", "K", "1", "_", " ", "\n", "é", "\u212A", "\u200D", ".")));

    private static string Any(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
