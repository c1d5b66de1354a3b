using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads authors and maintainers.</summary>
internal static class PeopleReader
{
    /// <summary>Their names; a person without one is named by the GitHub user.</summary>
    public static ImmutableArray<string> ReadNames(RdfField people, RdfVersion version, bool isNameRequired)
    {
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        foreach (RdfField person in people.ReadItems("a list of people"))
        {
            if (version.IsFormat04 && person.Node is RdfScalar { Value: string })
            {
                names.Add(person.ReadText()!);
                continue;
            }

            if (person.Require("a person").ReadMapping("a person with a name") is null)
            {
                continue;
            }

            person.ExpectKeys("name", "affiliation", "email", "orcid", "github_user");
            RdfField required = person[isNameRequired ? "name" : "github_user"];
            string? name = person["name"].ReadText();
            string? user = person["github_user"].ReadText();
            if (required.IsAbsent)
            {
                required.Fail(isNameRequired ? "a name" : "a GitHub user");
            }

            CheckContact(person);
            names.Add(name ?? user ?? "");
        }

        return names.ToImmutable();
    }

    private static void CheckContact(RdfField person)
    {
        person["affiliation"].ReadText();
        RdfField email = person["email"];
        if (email.ReadText() is string address && (address.IndexOf('@') < 1 || address.EndsWith('@')))
        {
            email.Fail("an e-mail address");
        }

        RdfField orcid = person["orcid"];
        if (orcid.ReadText() is string id && !IsOrcid(id))
        {
            orcid.Fail("an ORCID iD, such as 0000-0001-2345-6789, with its check digit right");
        }
    }

    /// <summary>Whether four groups of digits end in the check digit of ISO 7064, 11-2.</summary>
    private static bool IsOrcid(string id)
    {
        if (id.Length != 19)
        {
            return false;
        }

        int check = 0;
        for (int i = 0; i < id.Length; i++)
        {
            bool isDash = i is 4 or 9 or 14;
            int digit = id[i] == 'X' && i == 18 ? 10 : id[i] - '0';
            if (isDash ? id[i] != '-' : digit is < 0 or > 10 || (digit == 10 && i != 18))
            {
                return false;
            }

            if (!isDash)
            {
                check = i == 18 ? check + digit : (check + digit) * 2 % 11;
            }
        }

        return check % 11 == 1;
    }
}
