using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Unit.Common.Names;

public sealed class SlugTests
{
    [Fact]
    public void ACountedSlug_FitsItsColumnToo()
    {
        var name = new string('x', 80);
        var taken = new HashSet<string>(StringComparer.Ordinal) { Slug.From(name) };
        for (var number = 2; number <= 11; number++)
        {
            var slug = Slug.Unique(name, taken);
            slug.Length.ShouldBe(Slug.MaxLength);
            slug.ShouldEndWith($"x-{number}");
            taken.Add(slug).ShouldBeTrue();
        }
    }
}
